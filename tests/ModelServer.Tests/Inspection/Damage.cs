using CsCheck;

namespace Modelwright.ModelServer.Tests.Inspection;

/// <summary>A few random changes to bytes: cut off, removed, inserted, replaced, doubled.</summary>
internal sealed record Damage(IReadOnlyList<(double Place, byte Value, int Kind)> Changes)
{
    public static Gen<Damage> Generate { get; } =
        Gen.Select(Gen.Double[0, 1], Gen.Byte, Gen.Int[0, 5]).Array[1, 5].Select(changes => new Damage(changes));

    public byte[] Apply(byte[] original)
    {
        var bytes = original.ToList();
        foreach (var (place, value, kind) in Changes)
        {
            if (bytes.Count == 0) break;
            var at = (int)(place * (bytes.Count - 1));
            switch (kind)
            {
                case 0: bytes.RemoveRange(at, bytes.Count - at); break;
                case 1: bytes.RemoveAt(at); break;
                case 2: bytes.Insert(at, value); break;
                case 3: bytes.InsertRange(at, bytes.Take(at).TakeLast(value).ToArray()); break;
                case 4: bytes[at] ^= (byte)(1 << (value % 8)); break;
                default: bytes[at] = value; break;
            }
        }

        return [.. bytes];
    }
}
