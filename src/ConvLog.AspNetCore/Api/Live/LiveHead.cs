using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Live;

/// <summary>What a stream would begin with.</summary>
internal sealed class LiveHead : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        LiveResult.WriteHeaders(httpContext);
        return Task.CompletedTask;
    }
}
