namespace ConvLog.Extensions.Http;

/// <summary>The outermost handler of a client: links all attempts at a request, and reports its final outcome.</summary>
internal sealed class WholeRequestHandler : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        => Begin(request) is { } sent ? SendAsync(sent, request, cancellationToken) : base.SendAsync(request, cancellationToken);

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Begin(request) is not { } sent)
        {
            return base.Send(request, cancellationToken);
        }

        try
        {
            var response = base.Send(request, cancellationToken);
            sent.End(response);
            return response;
        }
        catch (Exception e)
        {
            sent.End(e);
            throw;
        }
    }

    private async Task<HttpResponseMessage> SendAsync(SentRequest sent, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            sent.End(response);
            return response;
        }
        catch (Exception e)
        {
            sent.End(e);
            throw;
        }
    }

    private static SentRequest? Begin(HttpRequestMessage request)
        => Conversation.Current is not null && SentRequest.Of(request) is var sent && sent.TryAwaitEnd() ? sent : null;
}
