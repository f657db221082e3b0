namespace Modelwright.ModelServer.Bench;

/// <summary>One measurement.</summary>
/// <param name="Rate">Requests (or runs) per second.</param>
/// <param name="CpuMicroseconds">Processor time of the server per request, user and system.</param>
/// <param name="P50">Median latency in milliseconds.</param>
/// <param name="P99">99th percentile of the latency in milliseconds.</param>
internal sealed record Cell(double Rate, double CpuMicroseconds, double P50, double P99);
