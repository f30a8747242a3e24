using System.Net;
using System.Text;

namespace ConvLog.Tests.Shared;

/// <summary>A collector of OpenTelemetry on this machine: it takes what exporters send by HTTP and keeps the bytes.</summary>
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

    /// <summary>What it has received so far.</summary>
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

    /// <summary>The same as text: texts are UTF-8 in the protocol's messages, so that no parser is needed to look for them.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes);

    public void Dispose()
    {
        // Not waited for: whoever waits for a request is not always woken by this.
        _listener.Close();
        _received.Dispose();
    }

    // HttpListener takes no port 0: one that was just free is tried until nobody else was faster.
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
