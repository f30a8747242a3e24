using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Export;

/// <summary>Answers HEAD: what an export would be, without reading anything.</summary>
/// <param name="format">What it would be written as.</param>
internal sealed class ExportHead(IExportFormat format) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ExportResult.WriteHeaders(httpContext.Response, format);
        return Task.CompletedTask;
    }
}
