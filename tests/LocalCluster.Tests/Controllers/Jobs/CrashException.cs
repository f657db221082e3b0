namespace Modelwright.LocalCluster.Tests.Controllers.Jobs;

/// <summary>The end of a process, as far as the test can play it.</summary>
internal sealed class CrashException : Exception;
