using System.Net.Sockets;

namespace ConvLog.PostgreSql.Tests.Support;

/// <summary>The network between a store and a server, with its possible failures.</summary>
/// <param name="server">The server.</param>
internal sealed class NetworkProxy(PostgresCluster server) : LoopbackNetwork(new UnixDomainSocketEndPoint(server.Socket))
{
    private readonly Lock _gate = new();
    private ProxyMode _mode;
    private int? _cutAfterAnswers;

    /// <summary>Connects to the server through the proxy.</summary>
    public string ConnectionString => $"{server.ConnectionString};Host=127.0.0.1;Port={Port}";

    /// <summary>The delay of <see cref="ProxyMode.Delay"/> for each piece, in each direction.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromMilliseconds(20);

    public ProxyMode Mode
    {
        get
        {
            lock (_gate)
            {
                return _mode;
            }
        }

        set
        {
            lock (_gate)
            {
                _mode = value;
            }

            if (value == ProxyMode.Cut)
            {
                Cut();
            }
            else
            {
                Restore();
            }
        }
    }

    /// <summary>The number of response pieces, over all connections, after which these are cut once; the last piece does not arrive. Null for never.</summary>
    public int? CutAfterAnswers
    {
        get
        {
            lock (_gate)
            {
                return _cutAfterAnswers;
            }
        }

        set
        {
            lock (_gate)
            {
                _cutAfterAnswers = value;
            }
        }
    }

    protected override async ValueTask<bool> PassesAsync(bool isAnswer, CancellationToken cancellationToken)
    {
        var mode = Mode;
        if (mode == ProxyMode.Delay)
        {
            await Task.Delay(Delay, TimeProvider.System, cancellationToken);
        }

        if (isAnswer && IsCutBy())
        {
            CutAll();
            return false;
        }

        return mode != ProxyMode.BlackHole && !(isAnswer && mode == ProxyMode.SwallowAnswers);
    }

    private bool IsCutBy()
    {
        lock (_gate)
        {
            bool isCut = _cutAfterAnswers is 0;
            _cutAfterAnswers = isCut ? null : _cutAfterAnswers - 1;
            return isCut;
        }
    }
}
