using System.Text;
using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Tests.Api;

/// <summary>An open watch.</summary>
internal sealed class TestWatch(HttpResponseMessage response) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly Stream _stream = response.Content.ReadAsStream();
    private readonly MemoryStream _buffer = new();

    public int Code => (int)response.StatusCode;

    /// <summary>The next event; null at the end of the watch.</summary>
    public async Task<JsonObject?> NextAsync()
    {
        using var stop = new CancellationTokenSource(Patience, TimeProvider.System);
        while (true)
        {
            if (TakeLine() is { } line) return (JsonObject)JsonText.Parse(line)!;
            var chunk = new byte[4096];
            var count = await _stream.ReadAsync(chunk, stop.Token);
            if (count == 0) return null;
            _buffer.Write(chunk, 0, count);
        }
    }

    /// <summary>The next event in short: its type and object's name.</summary>
    public async Task<string> NextTextAsync()
    {
        var next = await NextAsync();
        return next is null ? "END"
            : $"{next.Text("type")} {next.Text("object", "metadata", "name") ?? next.Text("object", "reason")}".TrimEnd();
    }

    /// <summary>The next events in short.</summary>
    public async Task<string> NextTextsAsync(int count)
    {
        var texts = new List<string>();
        for (var i = 0; i < count; i++) texts.Add(await NextTextAsync());
        return string.Join(", ", texts);
    }

    public async Task<string> RestAsync()
    {
        using var reader = new StreamReader(_stream);
        return Encoding.UTF8.GetString(_buffer.ToArray()) + await reader.ReadToEndAsync();
    }

    public void Dispose()
    {
        _stream.Dispose();
        _buffer.Dispose();
        response.Dispose();
    }

    private byte[]? TakeLine()
    {
        var all = _buffer.ToArray();
        var end = Array.IndexOf(all, (byte)'\n');
        if (end < 0) return null;
        _buffer.SetLength(0);
        _buffer.Write(all, end + 1, all.Length - end - 1);
        return all[..end];
    }
}
