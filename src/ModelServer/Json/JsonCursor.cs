namespace Modelwright.ModelServer.Json;

/// <summary>
/// Reads JSON (RFC 8259) from one block of memory without building anything. The caller keeps the memory pinned. Every failure is a
/// <see cref="JsonSyntaxException"/>; nesting is bounded by <see cref="MaxDepth"/>.
/// </summary>
internal unsafe struct JsonCursor
{
    /// <summary>Deeper nesting than any request has.</summary>
    public const int MaxDepth = 64;

    private readonly byte* start;
    private readonly byte* end;
    private byte* p;

    public JsonCursor(byte* start, int length)
    {
        this.start = p = start;
        end = start + length;
        // RFC 8259 lets a parser ignore a byte order mark, and some clients send one.
        if (length >= 3 && new ReadOnlySpan<byte>(start, 3).SequenceEqual("\uFEFF"u8)) p += 3;
    }

    /// <summary>Bytes read so far.</summary>
    public readonly int Position => (int)(p - start);

    /// <summary>Bytes not read yet.</summary>
    public readonly int Remaining => (int)(end - p);

    internal byte* Pointer
    {
        readonly get => p;
        set => p = value;
    }

    internal readonly byte* End => end;

    /// <summary>What was read since a position seen before.</summary>
    public readonly ReadOnlySpan<byte> Since(int position) => new(start + position, Position - position);

    /// <summary>Goes back to a position seen before.</summary>
    public void Seek(int position) => p = start + position;

    /// <summary>The next byte that is not white space, which stays unread; 0 at the end.</summary>
    public byte Peek()
    {
        while (p < end && *p <= ' ' && *p is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t') p++;
        return p < end ? *p : (byte)0;
    }

    /// <summary>Reads one punctuation mark.</summary>
    public void Expect(byte mark, string what)
    {
        if (Peek() != mark || p == end) throw Error($"expected '{(char)mark}' {what}");
        p++;
    }

    /// <summary>Reads a punctuation mark if it is next.</summary>
    public bool TryRead(byte mark)
    {
        if (Peek() != mark || p == end) return false;
        p++;
        return true;
    }

    /// <summary>Reads a string and returns what stands between its quotes, escapes and all.</summary>
    public ReadOnlySpan<byte> ReadString(out bool escaped)
    {
        escaped = false;
        if (Peek() != '"') throw Error("expected a string");
        var first = p + 1;
        var next = ScanString(p, end, out escaped);
        if (next is null) throw Error("unterminated string, or a control character in it");
        p = next;
        return new ReadOnlySpan<byte>(first, (int)(next - first) - 1);
    }

    /// <summary>The position after the string whose opening quote is at <paramref name="quote"/>, or null when it is malformed.</summary>
    public static byte* ScanString(byte* quote, byte* end, out bool escaped)
    {
        escaped = false;
        for (var next = quote + 1; next < end; next++)
        {
            if (*next == '"') return next + 1;
            if (*next < ' ') return null;
            if (*next != '\\') continue;
            escaped = true;
            next++;
        }

        return null;
    }

    /// <summary>Reads a string and decodes its escapes.</summary>
    public ReadOnlySpan<byte> ReadText()
    {
        var position = Position;
        var raw = ReadString(out var escaped);
        if (!escaped) return raw;
        var text = new byte[raw.Length];
        var length = JsonText.Unescape(raw, text);
        return length >= 0 ? text.AsSpan(0, length) : throw new JsonSyntaxException("invalid escape in a string", position);
    }

    /// <summary>Reads any value and forgets it.</summary>
    public void Skip() => Skip(MaxDepth);

    /// <summary>The failure to report at the present position.</summary>
    public readonly JsonSyntaxException Error(string problem) => new(p == end ? $"{problem}, but the text ends" : problem, Position);

    private void Skip(int depth)
    {
        switch (Peek())
        {
            case (byte)'{':
                SkipObject(depth);
                break;
            case (byte)'[':
                SkipArray(depth);
                break;
            case (byte)'"':
                ReadText();
                break;
            case (byte)'t':
                Literal("true"u8);
                break;
            case (byte)'f':
                Literal("false"u8);
                break;
            case (byte)'n':
                Literal("null"u8);
                break;
            default:
                var next = JsonNumberGrammar.Scan(p, end, out _);
                p = next is null ? throw Error("expected a value") : next;
                break;
        }
    }

    private void SkipObject(int depth)
    {
        if (depth == 0) throw Error($"nested deeper than {MaxDepth} levels");
        p++;
        if (TryRead((byte)'}')) return;
        do
        {
            ReadText();
            Expect((byte)':', "after a member name");
            Skip(depth - 1);
        }
        while (TryRead((byte)','));
        Expect((byte)'}', "or ',' in an object");
    }

    private void SkipArray(int depth)
    {
        if (depth == 0) throw Error($"nested deeper than {MaxDepth} levels");
        p++;
        if (TryRead((byte)']')) return;
        do Skip(depth - 1);
        while (TryRead((byte)','));
        Expect((byte)']', "or ',' in an array");
    }

    private void Literal(ReadOnlySpan<byte> word)
    {
        if (!new ReadOnlySpan<byte>(p, Remaining).StartsWith(word)) throw Error("expected a value");
        p += word.Length;
    }
}
