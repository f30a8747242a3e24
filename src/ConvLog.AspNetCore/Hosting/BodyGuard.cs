using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ConvLog.AspNetCore.Hosting;

/// <summary>Gives a delegate a body to read such that the endpoint still gets the whole body, whatever the delegate does.</summary>
internal sealed class BodyGuard
{
    private readonly HttpContext _context;
    private readonly Stream _body;
    private readonly long _start;
    private readonly BodyPrefix _prefix;
    private readonly IFormFeature? _form;

    /// <param name="context">The request, whose body is replaced until <see cref="Restore"/>.</param>
    /// <param name="limit">The maximum number of bytes that the delegate can read.</param>
    /// <param name="onRead">Called when a part of the body has arrived.</param>
    public BodyGuard(HttpContext context, int limit, Action? onRead)
    {
        _context = context;
        _body = context.Request.Body;
        _start = _body.CanSeek ? _body.Position : 0;
        _prefix = new BodyPrefix(_body, limit, onRead);
        _form = context.Features.Get<IFormFeature>();
        if (_form is { Form: null })
        {
            // The feature caches a form that could not be read.
            context.Features.Set<IFormFeature>(null);
        }

        context.Request.Body = new DelegateBody(_prefix, context.Features.Get<IHttpBodyControlFeature>() is not { AllowSynchronousIO: false });
    }

    /// <summary>Whether a request can have a body. A WebSocket request has none.</summary>
    public static bool MayHaveBody(HttpContext context) => context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: false };

    /// <summary>Whether the client aborted the body while the delegate was reading it.</summary>
    public bool IsBrokenOff => _prefix.IsBrokenOff;

    public void Restore()
    {
        _prefix.Close();
        bool isReading = _prefix.Reading is not null;
        if (!isReading && _body.CanSeek)
        {
            _body.Position = _start;
        }

        // The server's own stream if possible: it has the faster reader, and remains seekable if it is.
        _context.Request.Body = isReading || (_prefix.Count > 0 && !_body.CanSeek) ? new RestoredBody(_prefix) : _body;
        _context.Features.Set(_form);
    }
}
