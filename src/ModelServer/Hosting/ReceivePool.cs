using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;

namespace Modelwright.ModelServer.Hosting;

/// <summary>
/// Memory for Kestrel's sockets in blocks of 64 KiB instead of 4: a body of 290 kB arrives in 10 reads, not 73, and each read may wake a
/// thread, which spins before it sleeps again. Only so many large blocks exist; beyond them blocks have the usual size, so that clients
/// who open connections and send little cannot make each of them cost 64 KiB.
/// </summary>
internal sealed class ReceivePool(int maxLargeBlocks) : MemoryPool<byte>, IMemoryPoolFactory<byte>
{
    /// <summary>Bytes of a large block.</summary>
    public const int LargeBlock = 64 << 10;

    /// <summary>Bytes of a block when no large one is left: Kestrel's own size.</summary>
    public const int SmallBlock = 4 << 10;

    private readonly ConcurrentQueue<Block> free = new();
    private int made;

    /// <inheritdoc />
    public override int MaxBufferSize => LargeBlock;

    /// <summary>Kestrel asks for a pool per listener and queue; they share this one, and its bound.</summary>
    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => this;

    /// <inheritdoc />
    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, LargeBlock);
        if (free.TryDequeue(out var block)) return block;
        if (Volatile.Read(ref made) < maxLargeBlocks && Interlocked.Increment(ref made) <= maxLargeBlocks) return new Block(this);
        return Shared.Rent(Math.Max(minBufferSize, SmallBlock));
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        // One listener's end is not the others'.
    }

    private sealed class Block(ReceivePool pool) : IMemoryOwner<byte>
    {
        // Pinned once and for all, rather than by each read.
        public Memory<byte> Memory { get; } = GC.AllocateUninitializedArray<byte>(LargeBlock, pinned: true);

        public void Dispose() => pool.free.Enqueue(this);
    }
}
