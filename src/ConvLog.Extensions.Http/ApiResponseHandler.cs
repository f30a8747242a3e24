namespace ConvLog.Extensions.Http;

/// <summary>Logs each response. If a client has two of these handlers, the inner one logs.</summary>
internal sealed class ApiResponseHandler(ConvLogHttpOptions options) : DelegatingHandler
{
    private readonly HostNames _hosts = new();

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        => Conversation.Current is { } conversation ? SendAsync(conversation, request, cancellationToken) : base.SendAsync(request, cancellationToken);

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Conversation.Current is not { } conversation)
        {
            return base.Send(request, cancellationToken);
        }

        var call = new HttpCall(conversation, options, request, this, _hosts);
        try
        {
            var response = base.Send(request, cancellationToken);
            call.Log(response);
            return response;
        }
        catch (Exception e)
        {
            call.Log(e, cancellationToken);
            throw;
        }
    }

    private async Task<HttpResponseMessage> SendAsync(Conversation conversation, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = new HttpCall(conversation, options, request, this, _hosts);
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            call.Log(response);
            return response;
        }
        catch (Exception e)
        {
            call.Log(e, cancellationToken);
            throw;
        }
    }
}
