/** Style sheets are imported for their effect: esbuild gathers them into `dist/panel.css`. */
declare module "*.css";
