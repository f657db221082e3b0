namespace Modelwright.LocalCluster.Storage.Durable;

/// <summary>A file that only grows.</summary>
internal interface IAppendFile : IDisposable
{
    long Length { get; }

    void Append(ReadOnlySpan<byte> bytes);

    /// <summary>Makes what was appended before survive a power cut.</summary>
    void Flush();
}
