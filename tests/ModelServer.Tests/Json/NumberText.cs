using System.Globalization;
using CsCheck;
using Modelwright.ModelServer.Json;

namespace Modelwright.ModelServer.Tests.Json;

/// <summary>Number texts of every kind that clients and adversaries send, and the reader under test.</summary>
internal static class NumberText
{
    private static readonly Gen<string> Digits = Gen.Char['0', '9'].Array[1, 25].Select(digits => new string(digits));

    /// <summary>Numbers by JSON's grammar: any digits, fraction and exponent.</summary>
    public static Gen<string> Grammatical { get; } = Gen.Select(
        Gen.Bool, Digits, Gen.Bool, Digits, Gen.Int[-2, 2], Gen.Int[0, 400],
        (minus, whole, hasFraction, fraction, exponentKind, exponent) =>
            (minus ? "-" : "") + (whole.TrimStart('0') is { Length: > 0 } trimmed ? trimmed : "0") + (hasFraction ? "." + fraction : "")
            + exponentKind switch
            {
                -2 => $"e-{exponent}",
                -1 => $"E-{exponent % 50}",
                1 => $"E+{exponent % 50}",
                2 => $"e{exponent}",
                _ =>
                ""
            });

    /// <summary>Doubles of all magnitudes in their shortest form.</summary>
    public static Gen<string> ShortestDouble { get; } = Gen.ULong.Select(BitConverter.UInt64BitsToDouble).Where(double.IsFinite)
        .Select(value => value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Floats of all magnitudes in their shortest form.</summary>
    public static Gen<string> ShortestSingle { get; } = Gen.UInt.Select(BitConverter.UInt32BitsToSingle).Where(float.IsFinite)
        .Select(value => value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Floats as clients that know only doubles write them.</summary>
    public static Gen<string> WidenedSingle { get; } = Gen.UInt.Select(BitConverter.UInt32BitsToSingle).Where(float.IsFinite)
        .Select(value => ((double)value).ToString("R", CultureInfo.InvariantCulture));

    /// <summary>What tables hold: a few digits around one.</summary>
    public static Gen<string> Everyday { get; } = Gen.Select(Gen.Int[-1_000_000, 1_000_000], Gen.Int[0, 7])
        .Select((value, places) => (value / Math.Pow(10, places)).ToString("F" + places, CultureInfo.InvariantCulture));

    /// <summary>
    /// Decimals exactly half-way between two floats, or a digit away from it: the ones that show double rounding. A half-way point has a
    /// finite decimal expansion, which .NET prints in full on request.
    /// </summary>
    public static Gen<string> HalfwaySingle { get; } = Gen.Select(Gen.UInt[1, 0x7F7FFFFE], Gen.Int[-1, 1]).Select((bits, nudge) =>
    {
        var middle = ((double)BitConverter.UInt32BitsToSingle(bits) + BitConverter.UInt32BitsToSingle(bits + 1)) / 2;
        return Nudge(middle, nudge);
    });

    /// <summary>The same for doubles.</summary>
    public static Gen<string> HalfwayDouble { get; } = Gen.Select(Gen.ULong[1, 0x7FEFFFFFFFFFFFFE], Gen.Int[-1, 1]).Select((bits, nudge) =>
        Nudge(ExactDecimal.Halfway(bits), nudge));

    /// <summary>Reads the number, alone or with text after it, which lets the reader look ahead.</summary>
    public static unsafe (double? Value, int Length) ReadDouble(string text, string after = "")
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text + after);
        fixed (byte* start = bytes)
        {
            var next = JsonNumber.Read(start, start + bytes.Length, out double value);
            return next is null ? (null, 0) : (value, (int)(next - start));
        }
    }

    /// <inheritdoc cref="ReadDouble"/>
    public static unsafe (float? Value, int Length) ReadSingle(string text, string after = "")
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text + after);
        fixed (byte* start = bytes)
        {
            var next = JsonNumber.Read(start, start + bytes.Length, out float value);
            return next is null ? (null, 0) : (value, (int)(next - start));
        }
    }

    private static string Nudge(double middle, int nudge) => Nudge(ExactDecimal.Of(middle), nudge);

    // A digit appended moves the number up; lowering the last digit and appending one moves it down.
    private static string Nudge(string exact, int nudge) => nudge switch
    {
        > 0 => exact + "1",
        < 0 when exact[^1] is > '0' and <= '9' => exact[..^1] + (char)(exact[^1] - 1) + "9",
        _ => exact,
    };
}
