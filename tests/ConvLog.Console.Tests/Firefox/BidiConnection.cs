using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConvLog.Console.Tests.Firefox;

/// <summary>A connection to a browser by WebDriver BiDi (w3c.github.io/webdriver-bidi): commands, their results, and events.</summary>
internal sealed class BidiConnection : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _commands = [];
    private Task _receiving = Task.CompletedTask;
    private int _last;

    private BidiConnection()
    {
    }

    /// <summary>Receives the method and the parameters of each event; null for none.</summary>
    public Action<string, JsonElement>? Listener { get; set; }

    public static async Task<BidiConnection> OpenAsync(Uri address)
    {
        var connection = new BidiConnection();
        using var patience = new CancellationTokenSource(s_patience);
        await connection._socket.ConnectAsync(address, patience.Token);
        connection._receiving = connection.ReceiveAsync();
        return connection;
    }

    /// <summary>Executes a command.</summary>
    /// <returns>Its result.</returns>
    /// <exception cref="BidiException">The browser has refused it.</exception>
    public async Task<JsonElement> SendAsync(string method, JsonObject parameters)
    {
        int id = Interlocked.Increment(ref _last);
        var result = _commands[id] = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        string command = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters }.ToJsonString();
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(Encoding.UTF8.GetBytes(command), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }

        return await result.Task.WaitAsync(s_patience);
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _receiving;
        _socket.Dispose();
        _sending.Dispose();
    }

    private async Task ReceiveAsync()
    {
        try
        {
            using var message = new MemoryStream();
            byte[] part = new byte[64 * 1_024];
            while (true)
            {
                var received = await _socket.ReceiveAsync(part, CancellationToken.None);
                message.Write(part, 0, received.Count);
                if (received.EndOfMessage)
                {
                    Handle(JsonSerializer.Deserialize<JsonElement>(message.GetBuffer().AsSpan(0, (int)message.Length)));
                    message.SetLength(0);
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or JsonException)
        {
            foreach (var command in _commands.Values)
            {
                command.TrySetException(new BidiException("The connection to Firefox is closed.", e));
            }
        }
    }

    private void Handle(JsonElement message)
    {
        if (!message.TryGetProperty("id", out var id) || id.ValueKind != JsonValueKind.Number)
        {
            Listener?.Invoke(message.GetProperty("method").GetString()!, message.GetProperty("params"));
        }
        else if (_commands.TryRemove(id.GetInt32(), out var command))
        {
            if (message.TryGetProperty("result", out var result))
            {
                command.TrySetResult(result);
            }
            else
            {
                command.TrySetException(new BidiException($"{message.GetProperty("error")}: {message.GetProperty("message")}"));
            }
        }
    }
}
