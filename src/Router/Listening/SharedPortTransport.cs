using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Modelwright.Router.Listening;

/// <summary>Lets Kestrel bind to the parts of a <see cref="SharedPort"/>.</summary>
public sealed class SharedPortTransport(SocketTransportFactory sockets) : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    /// <inheritdoc />
    public bool CanBind(EndPoint endpoint) => endpoint is SharedPortEndPoint;

    /// <inheritdoc />
    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var half = (SharedPortEndPoint)endpoint;
        await half.Port.BindAsync(sockets, cancellationToken);
        return new Half(half);
    }

    private sealed class Half(SharedPortEndPoint half) : IConnectionListener
    {
        public EndPoint EndPoint => half;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
        {
            var connections = half.Port.Connections(half);
            while (await connections.WaitToReadAsync(cancellationToken))
                if (connections.TryRead(out var connection))
                    return connection;
            return null;
        }

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => half.Port.UnbindAsync(cancellationToken);

        public ValueTask DisposeAsync() => half.Port.DisposeListenerAsync();
    }
}
