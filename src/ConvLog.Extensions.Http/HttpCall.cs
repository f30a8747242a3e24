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
    private readonly ApiResponseHandler _handler;

    private TimeSpan _elapsed;
    private volatile Exception? _canceled; // Set if the outcome of the request may show that another attempt succeeded.
    private int _isLogged;

    /// <param name="conversation">The conversation.</param>
    /// <param name="options">The options.</param>
    /// <param name="request">The request.</param>
    /// <param name="handler">The handler that sends it.</param>
    /// <param name="hosts">The names of the hosts that this handler has called.</param>
    public HttpCall(Conversation conversation, ConvLogHttpOptions options, HttpRequestMessage request, ApiResponseHandler handler, HostNames hosts)
    {
        _handler = handler;
        _hosts = hosts;
        _conversation = conversation;
        _options = options;
        _request = request;
        _method = request.Method.Method;
        _uri = request.RequestUri; // The request's own URI changes when a redirect is followed.
        _started = conversation.Time.GetTimestamp();
        _sent = SentRequest.Of(request);
        (_attempt, _outcomesBefore) = _sent.Begin(this);
    }

    /// <summary>Whether another attempt is by the same handler.</summary>
    public bool IsOfSameHandler(HttpCall other) => ReferenceEquals(_handler, other._handler);

    /// <summary>Whether another attempt sends the same request, not a copy of it.</summary>
    public bool IsOfSameRequest(HttpCall other) => ReferenceEquals(_request, other._request);

    /// <summary>Whether it was logged, here or by an inner handler.</summary>
    public bool IsLogged => Volatile.Read(ref _isLogged) != 0;

    /// <summary>Logs the response; if it has an error body, when the caller has read it.</summary>
    public void Log(HttpResponseMessage response)
    {
        try
        {
            bool isFirst = _sent.IsFirst(response);
            if (TryMarkLogged() && isFirst)
            {
                var elapsed = _conversation.Time.GetElapsedTime(_started);
                bool isExpected = !response.IsSuccessStatusCode && Evaluate(_options.IsExpected, response);
                string? template = Template();
                var fields = Fields(template, error: null, type: null);
                if (ErrorBody.IsToBeRead(_method, response))
                {
                    ErrorBody.Capture(response, _conversation.BeginApiResponse(_method, Url(template), response, elapsed, isExpected, fields));
                }
                else
                {
                    string? mark = ErrorBody.MarkOf(response);
                    _conversation.LogApiResponse(_method, Url(template), (int)response.StatusCode, elapsed, isExpected, mark, fields: fields);
                }
            }
        }
        catch (Exception e)
        {
            _conversation.ReportLost(e);
        }
    }

    /// <summary>Logs that there was no response.</summary>
    /// <param name="exception">The exception of the call.</param>
    /// <param name="token">The token passed to the handler.</param>
    public void Log(Exception exception, CancellationToken token)
    {
        try
        {
            if (!_sent.IsFirst(exception))
            {
                TryMarkLogged();
                return;
            }

            _elapsed = _conversation.Time.GetElapsedTime(_started);
            bool isCanceled = _conversation.IsCanceled(exception, token: default);
            if (!isCanceled && exception is OperationCanceledException && token.IsCancellationRequested && Cancellation.Is(exception))
            {
                _canceled = exception;
                if (_sent.HasLost(_outcomesBefore, _canceled) is not null)
                {
                    EndWithRequest();
                }
            }
            else if (TryMarkLogged())
            {
                LogFailure(exception, _elapsed, exception switch
                {
                    HttpRequestException { HttpRequestError: not HttpRequestError.Unknown and var kind } => kind.ToString(),
                    _ when isCanceled => "Canceled",
                    OperationCanceledException => "TimedOut", // The caller did not cancel.
                    _ => null,
                });
            }
        }
        catch (Exception e)
        {
            _conversation.ReportLost(e);
        }
    }

    /// <summary>At the end of the request, logs the attempt if another one succeeded or its own outcome was pending. Others are logged when they end.</summary>
    public void EndWithRequest()
    {
        try
        {
            bool hasLost = _sent.HasLost(_outcomesBefore, _canceled) == true;
            if ((hasLost || _canceled is not null) && TryMarkLogged())
            {
                // The cause of a cancellation is unknown: the client's timeout, its caller, or a hedging handler after another attempt succeeded.
                var elapsed = _canceled is null ? _conversation.Time.GetElapsedTime(_started) : _elapsed;
                LogFailure(_canceled, elapsed, hasLost ? "Canceled" : "CanceledOrTimedOut", hasLost);
            }
        }
        catch (Exception e)
        {
            _conversation.ReportLost(e);
        }
    }

    private bool TryMarkLogged() => Interlocked.Exchange(ref _isLogged, 1) == 0;

    private void LogFailure(Exception? exception, TimeSpan elapsed, string? error, bool hasLost = false)
    {
        string? template = Template();
        var fields = Fields(template, error, exception?.GetType().FullName, hasLost);
        _conversation.LogApiResponse(_method, Url(template), statusCode: 0, elapsed, isExpected: error is "Canceled", exception?.Message, fields: fields);
    }

    // Null makes the path personal.
    private string? Template()
        => _request.Options.TryGetValue(ConvLogHttpOptions.PathTemplateKey, out string? own) && own is not null ? own
            : Evaluate(_options.PathTemplate, _request);

    // The result of a rule of the host; default if it throws.
    private TResult? Evaluate<T, TResult>(Func<T, TResult> rule, T about)
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

    // Without user and password. The query of a URL is personal data by default.
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
            return path is { } only ? [only] : []; // Avoids a growing list for most calls.
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

    // The path as a personal field, unless a template makes it visible.
    private LogField? Path(string? template)
        => _uri is null || template is not null ? null : LogField.Pii("path", _uri.IsAbsoluteUri ? _uri.PathAndQuery : _uri.OriginalString);
}
