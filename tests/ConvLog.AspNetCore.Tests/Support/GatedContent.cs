using System.Net;
using System.Text;
using System.Threading.Channels;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>A body whose parts the test sends one by one.</summary>
internal sealed class GatedContent : HttpContent
{
    private readonly Channel<string> _parts = Channel.CreateUnbounded<string>();

    public ValueTask SendAsync(string part) => _parts.Writer.WriteAsync(part);

    public void Complete() => _parts.Writer.Complete();

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, default);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await foreach (string part in _parts.Reader.ReadAllAsync(cancellationToken))
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(part), cancellationToken);
            await stream.FlushAsync(cancellationToken);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
