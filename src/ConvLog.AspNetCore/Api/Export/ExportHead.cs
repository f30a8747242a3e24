using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Export;

/// <summary>Answers HEAD: the headers of an export, without reading data.</summary>
/// <param name="format">The format.</param>
internal sealed class ExportHead(IExportFormat format) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ExportResult.WriteHeaders(httpContext.Response, format);
        return Task.CompletedTask;
    }
}
