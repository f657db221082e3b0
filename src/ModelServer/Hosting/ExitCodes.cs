namespace Modelwright.ModelServer.Hosting;

/// <summary>How the process ends.</summary>
internal static class ExitCodes
{
    /// <summary>Asked to end, or verified.</summary>
    public const int Success = 0;

    /// <summary>An error that is not the model's, for example an address in use.</summary>
    public const int Failed = 1;

    /// <summary>A setting is missing or wrong.</summary>
    public const int InvalidSettings = 2;

    /// <summary>The model was refused or cannot be loaded; another try will end the same.</summary>
    public const int BadModel = 3;
}
