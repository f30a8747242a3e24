using System.Net;
using System.Net.Sockets;

namespace ConvLog.PostgreSql.Tests.Support;

/// <summary>The network between a store and a server: a port on loopback that leads to the server's socket, and what can go wrong on the way.</summary>
internal sealed class NetworkProxy : IAsyncDisposable
{
    private readonly string _server;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _gate = new();
    private readonly List<Socket> _open = [];
    private readonly Task _accepting;
    private ProxyMode _mode;
    private int? _cutAfterAnswers;

    /// <param name="server">The server.</param>
    public NetworkProxy(PostgresCluster server)
    {
        _server = server.Socket;
        _listener.Start();
        ConnectionString = $"{server.ConnectionString};Host=127.0.0.1;Port={((IPEndPoint)_listener.LocalEndpoint).Port}";
        _accepting = AcceptAsync();
    }

    /// <summary>The server, by way of the proxy.</summary>
    public string ConnectionString { get; }

    /// <summary>By how much <see cref="ProxyMode.Delay"/> delays each piece, in each direction.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>How many connections were made.</summary>
    public int Connections { get; private set; }

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
                CutAll();
            }
        }
    }

    /// <summary>After how many pieces of answers, of all connections, these are cut, once; the last of them does not arrive. Null for never.</summary>
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

    /// <summary>Cuts the connections that are open.</summary>
    public void CutAll()
    {
        lock (_gate)
        {
            foreach (var socket in _open)
            {
                socket.Dispose();
            }

            _open.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        CutAll();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var carrying = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_end.Token);
                Connections++;
                carrying.Add(CarryAsync(client));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(carrying);
        }
    }

    private async Task CarryAsync(Socket client)
    {
        using var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using var closing = client;
        client.NoDelay = true;
        lock (_gate)
        {
            if (_mode == ProxyMode.Cut)
            {
                return;
            }

            _open.AddRange([client, server]);
        }

        try
        {
            await server.ConnectAsync(new UnixDomainSocketEndPoint(_server), _end.Token);
            await Task.WhenAny(PumpAsync(client, server, isAnswer: false), PumpAsync(server, client, isAnswer: true));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The server is down: the client gets what a closed connection tells.
        }
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

    private async Task PumpAsync(Socket from, Socket to, bool isAnswer)
    {
        byte[] piece = new byte[65_536];
        try
        {
            while (await from.ReceiveAsync(piece, _end.Token) is > 0 and var length)
            {
                var mode = Mode;
                if (mode == ProxyMode.Delay)
                {
                    await Task.Delay(Delay, TimeProvider.System, _end.Token);
                }

                if (isAnswer && IsCutBy())
                {
                    CutAll();
                    return;
                }

                if (mode != ProxyMode.BlackHole && !(isAnswer && mode == ProxyMode.SwallowAnswers))
                {
                    await to.SendAsync(piece.AsMemory(0, length), _end.Token);
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Cut, by one of the two or by the test.
        }
    }
}
