using System.Buffers;
using Modelwright.Router.Forwarding;

namespace Modelwright.Router.Mirroring;

/// <summary>The bytes of a message as they pass, up to a limit and as far as the budget goes; beyond that none of them.</summary>
/// <param name="limit">The most bytes kept.</param>
/// <param name="budget">The bound on all such bodies together.</param>
public sealed class CapturedBody(int limit, ReplayBudget budget) : IDisposable
{
    private const int FirstBytes = 16_384;
    private byte[] bytes = [];
    private int length;

    /// <summary>Whether every byte that passed is here.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>The bytes; none when not <see cref="IsWhole"/>.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes.AsMemory(0, length);

    /// <summary>Takes over a body that somebody else kept, with its share of the budget.</summary>
    public static CapturedBody Adopt(byte[] rented, int length, ReplayBudget budget) =>
        new(length, budget) { bytes = rented, length = length };

    /// <summary>Keeps what passes.</summary>
    public void Add(ReadOnlySpan<byte> more)
    {
        if (!IsWhole) return;
        if (more.Length > limit - length || !MakeRoom(length + more.Length))
        {
            IsWhole = false;
            Dispose();
            return;
        }

        more.CopyTo(bytes.AsSpan(length));
        length += more.Length;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        length = 0;
        if (bytes.Length == 0) return;
        budget.Return(bytes.Length);
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = [];
    }

    private bool MakeRoom(int size)
    {
        if (bytes.Length >= size) return true;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(size, Math.Max(FirstBytes, 2 * length)));
        if (!budget.TryTake(larger.Length))
        {
            ArrayPool<byte>.Shared.Return(larger);
            return false;
        }

        bytes.AsSpan(0, length).CopyTo(larger);
        var kept = length;
        Dispose();
        (bytes, length) = (larger, kept);
        return true;
    }
}
