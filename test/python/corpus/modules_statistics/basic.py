import statistics as st
print(st.mean([1, 2, 3, 4]), st.mean([1, 2, 3]), st.mean([0.1, 0.2, 0.3]), st.fmean([1, 2, 4]), st.median([3, 1, 2]), st.median([4, 1, 2, 3]), st.median_low([1, 2, 3, 4]), st.median_high([1, 2, 3, 4]), st.mode("aab"), st.multimode([1, 1, 2, 2]))
print(st.stdev([1, 2, 3, 4]), st.pstdev([1, 2, 3, 4]), st.variance([1.5, 2.5, 4]), st.pvariance([1, 2, 3, 4]), st.variance([2, 4, 6]), st.geometric_mean([1, 10, 100]), st.quantiles([1, 2, 3, 4, 5]), st.quantiles(range(10), n=3, method="inclusive"), st.stdev([0.1, 0.5, 7.25]))
for f in [lambda: st.mean([]), lambda: st.stdev([1]), lambda: st.median([]), lambda: st.mode([]), lambda: st.variance([1])]:
    try:
        f()
    except st.StatisticsError as e:
        print(e)
