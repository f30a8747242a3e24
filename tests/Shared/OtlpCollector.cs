using System.Net;
using System.Text;

namespace ConvLog.Tests.Shared;

/// <summary>A local OpenTelemetry collector that keeps the bytes that exporters send over HTTP.</summary>
internal sealed class OtlpCollector : IDisposable
{
    private readonly HttpListener _listener;
    private readonly MemoryStream _received = new();

    public OtlpCollector()
    {
        _listener = Listening(out string address);
        Address = new Uri(address);
        _ = ReceiveAsync();
    }

    public Uri Address { get; }

    /// <summary>The received bytes.</summary>
    public byte[] Bytes
    {
        get
        {
            lock (_received)
            {
                return _received.ToArray();
            }
        }
    }

    /// <summary>The received bytes as text. Strings in the protocol are UTF-8, so they can be searched without a parser.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes);

    public void Dispose()
    {
        // Not awaited, because a pending wait for a request is not always woken by this.
        _listener.Close();
        _received.Dispose();
    }

    // HttpListener does not support port 0, so free ports are tried until one is not taken by another program.
    private static HttpListener Listening(out string address)
    {
        while (true)
        {
            address = $"http://127.0.0.1:{LoopbackPort.Free()}/";
            var listener = new HttpListener { Prefixes = { address } };
            try
            {
                listener.Start();
                return listener;
            }
            catch (HttpListenerException)
            {
                listener.Close();
            }
        }
    }

    private async Task ReceiveAsync()
    {
        while (true)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                lock (_received)
                {
                    body.WriteTo(_received);
                }

                context.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
