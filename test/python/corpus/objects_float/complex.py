z = 3 + 4j
print(z, abs(z), z.conjugate(), z * z, z / 2, z ** 2, z == 3 + 4j, z.real, z.imag, -z, 1j ** 2, complex("1-2j"), [0j, -1j])
try: z < 1
except TypeError as e: print(e)
