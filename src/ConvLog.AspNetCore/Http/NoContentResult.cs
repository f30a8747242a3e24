using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Http;

/// <summary>A successful response without content.</summary>
internal sealed class NoContentResult : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
