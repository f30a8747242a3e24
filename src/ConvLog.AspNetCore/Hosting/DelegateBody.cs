namespace ConvLog.AspNetCore.Hosting;

/// <summary>The body for a delegate, whose reads are kept for the endpoint.</summary>
/// <param name="prefix">The part that was read.</param>
/// <param name="allowsSynchronousReads">Whether the server allows synchronous reads.</param>
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

        return prefix.EnsureRead(_position) ? ReadPrefix(buffer) : 0;
    }

    // An empty buffer is allowed: the read then only waits for data.
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => await prefix.EnsureReadAsync(_position, cancellationToken).ConfigureAwait(false) ? ReadPrefix(buffer.Span) : 0;

    private int ReadPrefix(Span<byte> buffer)
    {
        int count = prefix.Copy(_position, buffer);
        _position += count;
        return count;
    }
}
