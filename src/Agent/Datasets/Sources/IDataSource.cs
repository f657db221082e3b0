using Modelwright.Agent.Fetching;
using Modelwright.Agent.Inputs;

namespace Modelwright.Agent.Datasets.Sources;

/// <summary>Where the data of a look comes from.</summary>
internal interface IDataSource
{
    /// <summary>What can be said of the data without reading it.</summary>
    /// <exception cref="FetchException">There is nothing to look at.</exception>
    Task<SourceState> StateAsync(CancellationToken cancellation);

    /// <summary>Brings the data into the folder <c>source</c> of the work folder. Called after <see cref="StateAsync"/>.</summary>
    /// <exception cref="FetchException">It cannot be had.</exception>
    /// <exception cref="InputFailureException">It cannot be had.</exception>
    Task<FetchedData> FetchAsync(CancellationToken cancellation);
}
