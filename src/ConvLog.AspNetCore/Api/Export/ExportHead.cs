using ConvLog.AspNetCore.Http;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Export;

/// <summary>Responds to HEAD with the headers of an export, without reading conversations.</summary>
/// <param name="format">The format of the export.</param>
/// <param name="name">The name of the file.</param>
internal sealed class ExportHead(IFileFormat format, DownloadName name) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ExportResult.WriteHeaders(httpContext.Response, format, name);
        return Task.CompletedTask;
    }
}
