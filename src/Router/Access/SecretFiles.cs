using Modelwright.Router.Settings;

namespace Modelwright.Router.Access;

/// <summary>
/// A value that is made of a Secret's files, which may be missing at first, and change. Once it was there it stays, whatever becomes of the
/// files.
/// </summary>
/// <param name="name">The Secret and its files, for messages.</param>
/// <param name="paths">The files.</param>
/// <param name="read">Makes the value of the files' texts; throws a <see cref="FormatException"/> that says what is wrong.</param>
/// <param name="logger">Told of changes, and once of each problem.</param>
public sealed class SecretFiles<T>(string name, string[] paths, Func<IReadOnlyList<string>, T> read, ILogger logger)
    where T : class
{
    private volatile ChangingFiles<T>? files;
    private volatile string? problem;

    /// <summary>The value, or null as long as there never was one.</summary>
    public T? Current => files?.Current;

    /// <summary>Why there is none.</summary>
    public string? Problem => problem;

    /// <summary>Looks whether the files are there or have changed.</summary>
    public void Look()
    {
        if (files is { } known)
        {
            known.Look();
            return;
        }

        try
        {
            files = new ChangingFiles<T>(name, paths, read, logger);
            problem = null;
            logger.LogInformation("{Name}: in use", name);
        }
        catch (InvalidSettingException e)
        {
            if (problem != e.Message) logger.LogWarning("{Problem}", e.Message);
            problem = e.Message;
        }
    }
}
