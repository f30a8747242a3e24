using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Live;

/// <summary>Responds to HEAD with the headers of a stream.</summary>
internal sealed class LiveHead : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        LiveResult.WriteHeaders(httpContext);
        return Task.CompletedTask;
    }
}
