using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Modelwright.Trainer.Parameters;

namespace Modelwright.Trainer.Algorithms;

/// <summary>All that learning depends on: equal input gives equal predictors.</summary>
/// <param name="Features">One vector per row, all of one length; at least one row.</param>
/// <param name="Targets">The class index or the number to predict, per row.</param>
/// <param name="Classes">How many classes; null when a number is predicted.</param>
/// <param name="Parameters">How to learn.</param>
/// <param name="Seed">Fixes everything random.</param>
public sealed record LearningInput(float[][] Features, float[] Targets, int? Classes, Hyperparameters Parameters, int Seed)
{
    /// <summary>Length of a feature vector.</summary>
    public int Width => Features[0].Length;

    /// <summary>
    /// A digest over everything but how far to learn: learning that has it in common goes through the same states. It names the
    /// learner and its library too, whose states others could not continue.
    /// </summary>
    public string Identity(string learner)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var library = typeof(Microsoft.ML.MLContext).Assembly.GetName().Version;
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(
            new { learner, library, Seed, Classes, Parameters = Parameters with { Iterations = null } }));
        foreach (var row in Features) hash.AppendData(MemoryMarshal.AsBytes(row.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(Targets.AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
