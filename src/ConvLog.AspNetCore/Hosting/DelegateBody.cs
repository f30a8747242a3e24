namespace ConvLog.AspNetCore.Hosting;

/// <summary>The body as a delegate reads it: what it reads is kept for the endpoint.</summary>
/// <param name="prefix">What was read.</param>
/// <param name="allowsSynchronousReads">Whether the server does.</param>
internal sealed class DelegateBody(BodyPrefix prefix, bool allowsSynchronousReads) : RequestBody
{
    private int _position;

    public override int Read(Span<byte> buffer)
    {
        if (!allowsSynchronousReads)
        {
            throw new InvalidOperationException(
                "A delegate of UseConvLog reads the request's body synchronously, which this server does not allow. Read it in an asynchronous delegate: "
                    + "app.UseConvLog(async context => new ConversationInfo((await context.Request.ReadFromJsonAsync<ChatMessage>())?.ConversationId));");
        }

        return prefix.Reach(_position) ? Take(buffer) : 0;
    }

    // Also without room in the buffer, which only waits for more.
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => await prefix.ReachAsync(_position, cancellationToken).ConfigureAwait(false) ? Take(buffer.Span) : 0;

    private int Take(Span<byte> buffer)
    {
        int count = prefix.Copy(_position, buffer);
        _position += count;
        return count;
    }
}
