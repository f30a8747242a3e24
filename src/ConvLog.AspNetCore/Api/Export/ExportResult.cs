using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ConvLog.AspNetCore.Api.Export;

/// <summary>Sends a file part by part, so that only one part is in memory at a time.</summary>
/// <param name="format">The format.</param>
/// <param name="name">The name of the file.</param>
/// <param name="permission">Checks whether the reader still has access.</param>
internal abstract class ExportResult(IFileFormat format, DownloadName name, ContinuedAccess permission) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        WriteHeaders(httpContext.Response, format, name);
        try
        {
            await SendAsync(httpContext.Response, httpContext.RequestAborted).ConfigureAwait(false);
        }
        catch when (httpContext.Response.HasStarted)
        {
            // The connection is aborted, so that the client does not take the file for complete.
            httpContext.Abort();
            throw;
        }
    }

    public static void WriteHeaders(HttpResponse response, IFileFormat format, DownloadName name)
    {
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = format.ContentType;
        response.Headers[HeaderNames.ContentDisposition] = name.HeaderOf(format.Kind, format.Extension);
    }

    protected abstract Task SendAsync(HttpResponse response, CancellationToken cancellationToken);

    /// <exception cref="UnauthorizedAccessException">The reader has no longer the access with which the export began.</exception>
    protected async ValueTask EnsurePermittedAsync()
    {
        if (await permission.RefusalAsync().ConfigureAwait(false) is not null)
        {
            throw new UnauthorizedAccessException("The reader's permission was removed or changed during an export.");
        }
    }
}
