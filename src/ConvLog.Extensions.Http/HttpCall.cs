using System.Net.Http.Headers;
using ConvLog.Functions;

namespace ConvLog.Extensions.Http;

/// <summary>One attempt at an HTTP call. Its methods never throw.</summary>
internal sealed class HttpCall
{
    private readonly Conversation _conversation;
    private readonly ConvLogHttpOptions _options;
    private readonly HttpRequestMessage _request;
    private readonly SentRequest _sent;
    private readonly HostNames _hosts;
    private readonly string _method;
    private readonly Uri? _uri;
    private readonly int _attempt;
    private readonly int _outcomesBefore;
    private readonly long _started;

    /// <param name="conversation">The conversation.</param>
    /// <param name="options">What is logged.</param>
    /// <param name="request">The request.</param>
    /// <param name="handler">The handler that sends it.</param>
    /// <param name="hosts">The names of the hosts that this handler has called.</param>
    public HttpCall(Conversation conversation, ConvLogHttpOptions options, HttpRequestMessage request, ApiResponseHandler handler, HostNames hosts)
    {
        _hosts = hosts;
        _conversation = conversation;
        _options = options;
        _request = request;
        _method = request.Method.Method;
        _uri = request.RequestUri; // That of the request changes when a redirection is followed.
        _started = conversation.Time.GetTimestamp();
        _sent = SentRequest.Of(request);
        (_attempt, _outcomesBefore) = _sent.Begin(handler);
    }

    /// <summary>Logs the response.</summary>
    public async Task LogAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            if (_sent.IsFirst(response))
            {
                var elapsed = _conversation.Time.GetElapsedTime(_started);
                bool isExpected = !response.IsSuccessStatusCode && Asked(_options.IsExpected, response);
                string? template = Template();
                var fields = Fields(template, error: null, type: null);
                if (response.IsSuccessStatusCode || IsText(response.Content.Headers.ContentType))
                {
                    await _conversation.LogApiResponseAsync(_method, Url(template), response, elapsed, isExpected, fields, cancellationToken)
                        .ConfigureAwait(false);
                }
                else
                {
                    string body = $"[{response.Content.Headers.ContentType!.MediaType}]";
                    _conversation.LogApiResponse(_method, Url(template), (int)response.StatusCode, elapsed, isExpected, body, fields: fields);
                }
            }
        }
        catch (Exception e)
        {
            _conversation.ReportLost(e);
        }
    }

    /// <summary>Logs that there was no response.</summary>
    /// <param name="exception">What the call failed with.</param>
    /// <param name="token">The one that the handler was given.</param>
    public void Log(Exception exception, CancellationToken token)
    {
        try
        {
            if (!_sent.IsFirst(exception))
            {
                return;
            }

            var elapsed = _conversation.Time.GetElapsedTime(_started);
            if (_conversation.IsCanceled(exception, token: default))
            {
                LogFailure(exception, elapsed, "Canceled");
            }
            else if (exception is OperationCanceledException && token.IsCancellationRequested && Cancellation.Is(exception))
            {
                // A handler cannot distinguish them: the client's timeout cancels as its caller does. A handler that hedges cancels attempts that have lost.
                _sent.FindWhetherLost(_outcomesBefore, hasLost => LogFailure(exception, elapsed, hasLost ? "Canceled" : "CanceledOrTimedOut", hasLost));
            }
            else
            {
                LogFailure(exception, elapsed, exception switch
                {
                    HttpRequestException { HttpRequestError: not HttpRequestError.Unknown and var kind } => kind.ToString(),
                    OperationCanceledException => "TimedOut", // Nobody outside asked for it.
                    _ => null,
                });
            }
        }
        catch (Exception e)
        {
            _conversation.ReportLost(e);
        }
    }

    private void LogFailure(Exception exception, TimeSpan elapsed, string? error, bool hasLost = false)
    {
        try
        {
            string? template = Template();
            var fields = Fields(template, error, exception.GetType().FullName, hasLost);
            _conversation.LogApiResponse(
                _method, Url(template), statusCode: 0, elapsed, isExpected: error is "Canceled", exception.Message, fields: fields);
        }
        catch (Exception e)
        {
            _conversation.ReportLost(e);
        }
    }

    // Null makes the path personal.
    private string? Template()
        => _request.Options.TryGetValue(ConvLogHttpOptions.PathTemplateKey, out string? own) && own is not null ? own : Asked(_options.PathTemplate, _request);

    // What a rule of the host's says; of one that throws, nothing.
    private TResult? Asked<T, TResult>(Func<T, TResult> rule, T about)
    {
        try
        {
            return rule(about);
        }
        catch (Exception e)
        {
            _conversation.ReportLost(e);
            return default;
        }
    }

    // Without a user and password in it. The query of a URL is personal data by default.
    private string Url(string? template)
    {
        var (host, query) = _uri is { IsAbsoluteUri: true } ? (_hosts.Of(_uri), _uri.Query) : ("", "");
        return template is null ? host : $"{host}{(template.StartsWith('/') ? "" : "/")}{template}{query}";
    }

    private LogField[] Fields(string? template, string? error, string? type, bool isOneOfMany = false)
    {
        var path = Path(template);
        if (_attempt == 1 && error is null && type is null)
        {
            return path is { } only ? [only] : []; // Most calls: without a list that grows.
        }

        List<LogField> fields = [];
        if (_attempt > 1 || isOneOfMany)
        {
            fields.Add(("attempt", _attempt));
        }

        if (error is not null)
        {
            fields.Add(("error", error));
        }

        if (type is not null)
        {
            fields.Add(("error_type", type));
        }

        if (path is { } personal)
        {
            fields.Add(personal);
        }

        return [.. fields];
    }

    // Where nobody chose a path to be seen.
    private LogField? Path(string? template)
        => _uri is null || template is not null ? null : LogField.Pii("path", _uri.IsAbsoluteUri ? _uri.PathAndQuery : _uri.OriginalString);

    // What is worth reading, and ends: a stream of events may never do.
    private static bool IsText(MediaTypeHeaderValue? type)
        => type?.MediaType is not { } name
            || (name.StartsWith("text/", StringComparison.OrdinalIgnoreCase) && !name.Equals("text/event-stream", StringComparison.OrdinalIgnoreCase))
            || name.Contains("json", StringComparison.OrdinalIgnoreCase)
            || name.Contains("xml", StringComparison.OrdinalIgnoreCase)
            || name.Contains("form", StringComparison.OrdinalIgnoreCase);
}
