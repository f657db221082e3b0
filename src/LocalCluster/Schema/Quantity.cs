using System.Buffers;
using System.Globalization;
using System.Numerics;

namespace Modelwright.LocalCluster.Schema;

/// <summary>
/// A resource quantity such as <c>500m</c> or <c>1Gi</c>, exactly, in units of 10⁻⁹ (k8s.io/apimachinery/pkg/api/resource). Smaller
/// fractions are rounded up.
/// </summary>
public readonly record struct Quantity
{
    private const int Scale = 9;
    private static readonly string[] Binary = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

    // Decimal suffixes from 10^-9 upward, in steps of 1000.
    private static readonly string[] Decimal = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("+-.0123456789");

    private readonly BigInteger _nanos;
    private readonly Form _form;

    private Quantity(BigInteger nanos, Form form)
    {
        _nanos = nanos;
        _form = form;
    }

    private enum Form
    {
        Decimal,
        Binary,
        Exponent,
    }

    /// <summary>The value in whole units, rounded up.</summary>
    public BigInteger Value => CeilingDivide(_nanos, BigInteger.Pow(10, Scale));

    /// <summary>The value in thousandths, rounded up.</summary>
    public BigInteger MilliValue => CeilingDivide(_nanos, BigInteger.Pow(10, Scale - 3));

    /// <summary>The sign: -1, 0 or 1.</summary>
    public int Sign => _nanos.Sign;

    /// <summary>Reads a quantity; false when the text is none.</summary>
    public static bool TryParse(string? text, out Quantity quantity)
    {
        quantity = default;
        if (string.IsNullOrEmpty(text) || text.Length > 100) return false;
        var end = text.AsSpan().IndexOfAnyExcept(NumberCharacters);
        var number = end < 0 ? text : text[..end];
        var suffix = end < 0 ? "" : text[end..];
        if (!TryNumber(number, out var digits, out var fractionDigits)) return false;

        int exponent;
        var binaryPower = Array.IndexOf(Binary, suffix);
        var decimalIndex = Array.IndexOf(Decimal, suffix);
        Form form;
        if (binaryPower > 0)
        {
            (form, exponent) = (Form.Binary, 0);
            digits *= BigInteger.Pow(1024, binaryPower);
        }
        else if (decimalIndex >= 0)
        {
            (form, exponent) = (Form.Decimal, 3 * (decimalIndex - 3));
        }
        else if (suffix[0] is 'e' or 'E'
            && int.TryParse(suffix.AsSpan(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)
                 && Math.Abs(exponent) <= 30)
        {
            form = Form.Exponent;
        }
        else
        {
            return false;
        }

        var shift = Scale + exponent - fractionDigits;
        var nanos = shift >= 0 ? digits * BigInteger.Pow(10, shift) : AwayFromZero(digits, BigInteger.Pow(10, -shift));
        quantity = new Quantity(nanos, form);
        return true;
    }

    /// <summary>The canonical text: the largest suffix that leaves a whole number.</summary>
    public override string ToString()
    {
        if (_nanos.IsZero) return "0";
        var unit = BigInteger.Pow(10, Scale);
        if (_form == Form.Binary && BigInteger.Abs(_nanos) >= 1024 * unit && (_nanos % unit).IsZero)
        {
            var (value, power) = (_nanos / unit, 0);
            while (power + 1 < Binary.Length && (value % 1024).IsZero) (value, power) = (value / 1024, power + 1);
            return value.ToString(CultureInfo.InvariantCulture) + Binary[power];
        }

        var (mantissa, index) = (_nanos, 0);
        while (index + 1 < Decimal.Length && (mantissa % 1000).IsZero) (mantissa, index) = (mantissa / 1000, index + 1);
        var text = mantissa.ToString(CultureInfo.InvariantCulture);
        var tens = 3 * (index - 3);
        return _form == Form.Exponent && tens != 0 ? string.Create(CultureInfo.InvariantCulture, $"{text}e{tens}") : text + Decimal[index];
    }

    private static bool TryNumber(string text, out BigInteger digits, out int fractionDigits)
    {
        digits = default;
        fractionDigits = 0;
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot >= 0)
        {
            fractionDigits = text.Length - dot - 1;
            text = text.Remove(dot, 1);
        }

        return text.AsSpan().IndexOfAnyInRange('0', '9') >= 0
            && BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out digits);
    }

    private static BigInteger AwayFromZero(BigInteger value, BigInteger divisor)
    {
        var result = BigInteger.DivRem(value, divisor, out var rest);
        return rest.IsZero ? result : result + value.Sign;
    }

    private static BigInteger CeilingDivide(BigInteger value, BigInteger divisor)
    {
        var result = BigInteger.DivRem(value, divisor, out var rest);
        return rest.Sign > 0 ? result + 1 : result;
    }
}
