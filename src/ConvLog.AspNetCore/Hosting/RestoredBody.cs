namespace ConvLog.AspNetCore.Hosting;

/// <summary>The whole body for the endpoint: first the bytes that the delegate has read, then the rest of the server's body.</summary>
/// <param name="prefix">The bytes that the delegate has read.</param>
internal sealed class RestoredBody(BodyPrefix prefix) : RequestBody
{
    private int _position;

    public override int Read(Span<byte> buffer)
    {
        prefix.Reading?.GetAwaiter().GetResult();
        return prefix.Count > _position ? Take(buffer) : Rest().Read(buffer);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            // Read before the prefix: the bytes of a pending read are in the prefix once it has completed.
            var reading = prefix.Reading;
            if (prefix.Count > _position)
            {
                return Take(buffer.Span);
            }

            if (reading is null)
            {
                return await Rest().ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            }

            // The delegate did not wait for it, and only one read may be pending at a time.
            await reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private int Take(Span<byte> buffer)
    {
        int count = prefix.Copy(_position, buffer);
        _position += count;
        return count;
    }

    private Stream Rest()
    {
        prefix.Release();
        return prefix.Rest;
    }
}
