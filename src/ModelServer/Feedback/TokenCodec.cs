using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Modelwright.ModelServer.Feedback;

/// <summary>
/// Writes and reads signed tokens: base64url of a format byte, the fields in little-endian order, and the first 16 bytes of the
/// HMAC-SHA-256 (RFC 2104; cutting it: RFC 2104 section 5) over the format's name, the Model's name and the fields. A token of another
/// Model with the same key is therefore a forgery here.
/// </summary>
internal sealed class TokenCodec
{
    /// <summary>The longest token, in characters.</summary>
    public const int MaxLength = 4_096;

    /// <summary>The most rows that a token speaks of.</summary>
    public const int MaxRows = 256;

    /// <summary>The longest category in a token, in bytes.</summary>
    public const int MaxCategory = 128;

    private const byte Format = 1;
    private const int SignatureBytes = 16;
    private const int MaxPayload = (MaxLength / 4 * 3) - SignatureBytes;

    private readonly byte[] domain;

    /// <param name="model">The Model that tokens are of.</param>
    public TokenCodec(string model) => domain = Encoding.UTF8.GetBytes($"modelwright/prediction/{Format}\0{model}\0");

    /// <summary>Writes a token; null when it would be too long.</summary>
    public string? Write(PredictionToken token, byte[] key)
    {
        Span<byte> buffer = stackalloc byte[MaxPayload + SignatureBytes];
        if (Fill(token, buffer[..MaxPayload]) is not (> 0 and var length)) return null;
        Sign(buffer[..length], key, buffer[length..]);
        return Base64Url.EncodeToString(buffer[..(length + SignatureBytes)]);
    }

    /// <summary>Reads a token and checks its signature, nothing else; null with a problem when it is none of this Model.</summary>
    public PredictionToken? Read(string text, IReadOnlyList<byte[]> keys, out TokenProblem problem)
    {
        problem = TokenProblem.Malformed;
        if (Decode(text) is not { Length: > SignatureBytes } bytes || bytes[0] != Format) return null;
        var payload = bytes.AsSpan(0, bytes.Length - SignatureBytes);
        problem = TokenProblem.Forged;
        Span<byte> signature = stackalloc byte[SignatureBytes];
        foreach (var key in keys)
        {
            Sign(payload, key, signature);
            if (CryptographicOperations.FixedTimeEquals(signature, bytes.AsSpan(payload.Length))) return Parse(payload);
        }

        return null;
    }

    // Strict: one text for the same bytes, so that a token has no second spelling.
    private static byte[]? Decode(string text)
    {
        if (text.Length is 0 or > MaxLength) return null;
        try
        {
            var bytes = Base64Url.DecodeFromChars(text);
            return Base64Url.EncodeToString(bytes) == text ? bytes : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private void Sign(ReadOnlySpan<byte> payload, byte[] key, Span<byte> signature)
    {
        Span<byte> signed = stackalloc byte[1024];
        var length = domain.Length + payload.Length;
        if (length > signed.Length) signed = new byte[length];
        domain.CopyTo(signed);
        payload.CopyTo(signed[domain.Length..]);
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, signed[..length], whole);
        whole[..SignatureBytes].CopyTo(signature);
    }

    private static int Fill(PredictionToken token, Span<byte> buffer)
    {
        const int Fixed = 1 + 8 + 8 + 1 + 1 + 2;
        var name = Encoding.UTF8.GetByteCount(token.Revision);
        if (token.Rows is 0 or > MaxRows || name > byte.MaxValue || Fixed + name > buffer.Length) return 0;
        buffer[0] = Format;
        BinaryPrimitives.WriteUInt64LittleEndian(buffer[1..], token.Id);
        BinaryPrimitives.WriteInt64LittleEndian(buffer[9..], token.Time.ToUnixTimeMilliseconds());
        buffer[17] = (byte)name;
        Encoding.UTF8.GetBytes(token.Revision, buffer[18..]);
        var at = 18 + name;
        buffer[at++] = token.Numbers is null ? (byte)0 : (byte)1;
        BinaryPrimitives.WriteUInt16LittleEndian(buffer[at..], (ushort)token.Rows);
        at += 2;
        for (var row = 0; row < token.Rows; row++)
        {
            if (token.Numbers is { } numbers)
            {
                if (buffer.Length - at < sizeof(double)) return 0;
                BinaryPrimitives.WriteDoubleLittleEndian(buffer[at..], numbers[row]);
                at += sizeof(double);
                continue;
            }

            var text = token.Categories![row];
            var length = Encoding.UTF8.GetByteCount(text);
            if (length > MaxCategory || buffer.Length - at <= length) return 0;
            buffer[at++] = (byte)length;
            at += Encoding.UTF8.GetBytes(text, buffer[at..]);
        }

        return at;
    }

    // What is signed was written by Fill; it is read with care all the same.
    private static PredictionToken? Parse(ReadOnlySpan<byte> payload)
    {
        try
        {
            var token = new PredictionToken(
                BinaryPrimitives.ReadUInt64LittleEndian(payload[1..]),
                DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64LittleEndian(payload[9..])),
                Encoding.UTF8.GetString(payload.Slice(18, payload[17])));
            var rest = payload[(18 + payload[17])..];
            var (isNumber, rows) = (rest[0] == 1, BinaryPrimitives.ReadUInt16LittleEndian(rest[1..]));
            rest = rest[3..];
            if (rows is 0 or > MaxRows) return null;
            var (numbers, categories) = (isNumber ? new double[rows] : null, isNumber ? null : new string[rows]);
            for (var row = 0; row < rows; row++)
            {
                if (numbers is not null)
                {
                    numbers[row] = BinaryPrimitives.ReadDoubleLittleEndian(rest);
                    rest = rest[sizeof(double)..];
                    continue;
                }

                categories![row] = Encoding.UTF8.GetString(rest.Slice(1, rest[0]));
                rest = rest[(1 + rest[0])..];
            }

            return rest.IsEmpty ? token with { Numbers = numbers, Categories = categories } : null;
        }
        catch (Exception e) when (e is ArgumentException or IndexOutOfRangeException)
        {
            return null;
        }
    }
}
