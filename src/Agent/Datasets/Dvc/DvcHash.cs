using System.Buffers;
using System.Security.Cryptography;

namespace Modelwright.Agent.Datasets.Dvc;

/// <summary>
/// The MD5 of a file as DVC has it. Before version 3 each MiB of a file was looked at by itself: where its first 512 bytes seem to be text,
/// CR LF counts as LF (dvc-data, hashfile/hash.py "md5-dos2unix" and hashfile/istextfile.py).
/// </summary>
internal sealed class DvcHash(bool isLegacy) : IDisposable
{
    private const int BlockSize = 1 << 20;
    private const int Looked = 512;
    private const double MostOther = 0.3;
    private static readonly SearchValues<byte> TextBytes =
        SearchValues.Create([.. Enumerable.Range(32, 95).Select(value => (byte)value), .. "\n\r\t\f\b"u8]);

#pragma warning disable CA5351 // The hash that DVC names its objects by; what is kept of them here has a SHA-256.
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351
    private readonly byte[] _block = isLegacy ? new byte[BlockSize] : [];
    private int _held;

    /// <summary>Adds bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (!isLegacy)
        {
            _hash.AppendData(bytes);
            return;
        }

        while (bytes.Length > 0)
        {
            var count = Math.Min(bytes.Length, BlockSize - _held);
            bytes[..count].CopyTo(_block.AsSpan(_held));
            bytes = bytes[count..];
            if ((_held += count) == BlockSize) Close();
        }
    }

    /// <summary>The 32 hexadecimal digits; once.</summary>
    public string Finish()
    {
        Close();
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    /// <inheritdoc />
    public void Dispose() => _hash.Dispose();

    private void Close()
    {
        var block = _block.AsSpan(0, _held);
        _held = 0;
        if (!IsText(block[..Math.Min(Looked, block.Length)]))
        {
            _hash.AppendData(block);
            return;
        }

        for (int end; (end = block.IndexOf("\r\n"u8)) >= 0; block = block[(end + 1)..]) _hash.AppendData(block[..end]);
        _hash.AppendData(block);
    }

    private static bool IsText(ReadOnlySpan<byte> start)
    {
        if (start.Contains((byte)0)) return false;
        var other = 0;
        foreach (var value in start)
            if (!TextBytes.Contains(value))
                other++;
        return start.Length > 0 && (double)other / start.Length <= MostOther;
    }
}
