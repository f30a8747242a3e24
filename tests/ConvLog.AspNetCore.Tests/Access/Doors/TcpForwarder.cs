using System.Net;
using System.Net.Sockets;

namespace ConvLog.AspNetCore.Tests.Access.Doors;

/// <summary>Carries bytes between its own port and a host's, and says nothing of where they come from: as a tunnel or the port of a container does.</summary>
internal sealed class TcpForwarder : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly int _to;
    private readonly Task _accepting;

    public TcpForwarder(int to)
    {
        _to = to;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        await _accepting;
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> carried = [];
        try
        {
            while (true)
            {
                carried.Add(CarryAsync(await _listener.AcceptTcpClientAsync(_ending.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(carried);
        }
    }

    private async Task CarryAsync(TcpClient from)
    {
        using (from)
        {
            using var to = new TcpClient();
            try
            {
                await to.ConnectAsync(IPAddress.Loopback, _to, _ending.Token);
                await Task.WhenAny(from.GetStream().CopyToAsync(to.GetStream(), _ending.Token), to.GetStream().CopyToAsync(from.GetStream(), _ending.Token));
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
            {
                // One of the two has gone.
            }
        }
    }
}
