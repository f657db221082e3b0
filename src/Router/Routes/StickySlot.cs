using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Modelwright.Router.Routes;

/// <summary>
/// The slot of a user, the same in every router, release and language: the first eight bytes of SHA-256(salt, a zero byte, name; UTF-8) as
/// a big-endian number, modulo 100.
/// </summary>
public static class StickySlot
{
    private const int OnStack = 512;

    /// <summary>The slot from 0 to 99.</summary>
    public static int Of(string salt, string name)
    {
        var most = Encoding.UTF8.GetMaxByteCount(salt.Length) + 1 + Encoding.UTF8.GetMaxByteCount(name.Length);
        var rented = most > OnStack ? ArrayPool<byte>.Shared.Rent(most) : null;
        var bytes = rented ?? stackalloc byte[OnStack];
        var length = Encoding.UTF8.GetBytes(salt, bytes);
        bytes[length++] = 0;
        length += Encoding.UTF8.GetBytes(name, bytes[length..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..length], hash);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return (int)(BinaryPrimitives.ReadUInt64BigEndian(hash) % ModelRoute.Slots);
    }
}
