using System.Numerics;
using Modelwright.ModelServer.Json;

namespace Modelwright.ModelServer.Rest;

/// <summary>The integer types: digits only. <c>1.0</c> and <c>1e3</c> are refused rather than guessed at.</summary>
internal readonly unsafe struct IntegerElement<T> : IJsonElement<T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    public static string Expected => $"an integer from {T.MinValue} to {T.MaxValue}, without fraction or exponent";

    public static byte* Read(byte* p, byte* end, out T value)
    {
        value = default;
        var next = JsonInteger.Read(p, end, out var magnitude, out var negative);
        if (next is null) return null;
        if (negative)
        {
            // The most negative value is one further from zero than the largest; of the unsigned types only -0 is left.
            var largest = T.IsZero(T.MinValue) ? 0 : ulong.CreateTruncating(T.MaxValue) + 1;
            value = T.CreateTruncating(0UL - magnitude);
            return magnitude <= largest ? next : null;
        }

        if (magnitude > ulong.CreateTruncating(T.MaxValue)) return null;
        value = T.CreateTruncating(magnitude);
        return next;
    }
}
