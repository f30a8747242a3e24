using System.Net;
using System.Net.Sockets;

namespace ConvLog.Tests.Shared;

/// <summary>The network between a client and a server: a loopback port that forwards bytes in both directions until it is cut.</summary>
internal class LoopbackNetwork : IAsyncDisposable
{
    private readonly EndPoint _server;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly List<Socket> _open = [];
    private readonly Task _accepting;
    private bool _isCut;

    /// <param name="port">The loopback port of the server.</param>
    public LoopbackNetwork(int port)
        : this(new IPEndPoint(IPAddress.Loopback, port))
    {
    }

    /// <param name="server">The server.</param>
    protected LoopbackNetwork(EndPoint server)
    {
        _server = server;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>The number of accepted connections.</summary>
    public int Connections { get; private set; }

    /// <summary>Closes all open connections and refuses new ones.</summary>
    public void Cut() => Cut(isForNew: true);

    /// <summary>Closes all open connections.</summary>
    public void CutAll() => Cut(isForNew: false);

    /// <summary>Accepts connections again.</summary>
    public void Restore()
    {
        lock (_open)
        {
            _isCut = false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        Cut();
        await _accepting;
        _listener.Dispose();
        _end.Dispose();
    }

    /// <summary>Whether received bytes are forwarded.</summary>
    /// <param name="isAnswer">Whether the bytes come from the server.</param>
    /// <param name="cancellationToken">Canceled when the network stops.</param>
    protected virtual ValueTask<bool> PassesAsync(bool isAnswer, CancellationToken cancellationToken) => new(true);

    private void Cut(bool isForNew)
    {
        lock (_open)
        {
            _isCut |= isForNew;
            _open.ForEach(static socket => socket.Dispose());
            _open.Clear();
        }
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
        catch (OperationCanceledException)
        {
            await Task.WhenAll(carrying);
        }
    }

    private async Task CarryAsync(Socket client)
    {
        using var closing = client;
        using var server = new Socket(_server.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        client.NoDelay = true;
        if (_server is IPEndPoint)
        {
            server.NoDelay = true;
        }

        lock (_open)
        {
            if (_isCut)
            {
                return;
            }

            _open.AddRange([client, server]);
        }

        try
        {
            await server.ConnectAsync(_server, _end.Token);
            await Task.WhenAny(PumpAsync(client, server, isAnswer: false), PumpAsync(server, client, isAnswer: true));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The network is cut or the server is down: the client sees a closed connection.
        }
    }

    private async Task PumpAsync(Socket from, Socket to, bool isAnswer)
    {
        byte[] piece = new byte[65_536];
        try
        {
            while (await from.ReceiveAsync(piece, _end.Token) is > 0 and var length)
            {
                if (await PassesAsync(isAnswer, _end.Token))
                {
                    await to.SendAsync(piece.AsMemory(0, length), _end.Token);
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The network is cut, or one side closed the connection.
        }
    }
}
