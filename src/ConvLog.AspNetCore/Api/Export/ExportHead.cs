using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Export;

/// <summary>Responds to HEAD with the headers of an export, without reading conversations.</summary>
/// <param name="format">The format of the export.</param>
internal sealed class ExportHead(IExportFormat format) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ExportResult.WriteHeaders(httpContext.Response, format);
        return Task.CompletedTask;
    }
}
