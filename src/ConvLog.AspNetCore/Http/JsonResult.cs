using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Http;

/// <summary>A JSON response that is written when it is created, so that a failure can still be reported.</summary>
/// <param name="status">The status.</param>
/// <param name="contentType">The media type.</param>
/// <param name="write">Writes the JSON.</param>
internal sealed class JsonResult(int status, string contentType, Action<Utf8JsonWriter> write) : IResult
{
    private readonly JsonBody _body = JsonBody.Of(write);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await new BodyResult(status, contentType, _body.Bytes).ExecuteAsync(httpContext).ConfigureAwait(false);
        _body.ReturnBuffer();
    }
}
