namespace Modelwright.Agent.Uploads;

/// <summary>Bytes to upload, which can be read more than once.</summary>
/// <param name="Bytes">How many.</param>
/// <param name="Open">Opens them from the beginning; seekable.</param>
public sealed record UploadContent(long Bytes, Func<Stream> Open)
{
    /// <summary>Bytes in memory.</summary>
    public static UploadContent Of(byte[] bytes) => new(bytes.Length, () => new MemoryStream(bytes, writable: false));
}
