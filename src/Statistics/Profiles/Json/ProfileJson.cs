using System.Text.Json;

namespace Modelwright.Statistics.Profiles.Json;

/// <summary>Profiles as JSON. The same profile gives the same bytes.</summary>
public static class ProfileJson
{
    /// <summary>Bytes of a profile that are read at most.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>Writes a profile.</summary>
    /// <exception cref="InvalidProfileException">It has more than <see cref="MaxBytes"/>.</exception>
    public static byte[] Write(ReferenceProfile profile)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(profile, ProfileJsonContext.Default.ReferenceProfile);
        return json.Length <= MaxBytes ? json : throw new InvalidProfileException(
            $"the profile of {profile.Columns.Count} columns has {json.Length} bytes, of at most {MaxBytes}; profile fewer columns");
    }

    /// <summary>Reads a profile and checks that its parts agree.</summary>
    /// <exception cref="InvalidProfileException">It cannot be used; the message says why.</exception>
    public static ReferenceProfile Read(ReadOnlySpan<byte> json)
    {
        if (json.Length > MaxBytes)
            throw new InvalidProfileException($"the profile has {json.Length} bytes; at most {MaxBytes} are read");
        ReferenceProfile? profile;
        try
        {
            profile = JsonSerializer.Deserialize(json, ProfileJsonContext.Default.ReferenceProfile);
        }
        catch (JsonException exception)
        {
            throw new InvalidProfileException($"the profile is not the expected JSON: {exception.Message}", exception);
        }
        ProfileRules.Check(profile ?? throw new InvalidProfileException("the profile is null"));
        return profile;
    }
}
