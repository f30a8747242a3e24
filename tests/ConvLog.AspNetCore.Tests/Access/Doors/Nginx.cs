using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ConvLog.AspNetCore.Tests.Access.Doors;

/// <summary>A real nginx in front of a host, on loopback, with its own folder.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private static readonly string? s_program = Programs.FindServer("nginx");

    private readonly DirectoryInfo _folder;
    private readonly Process _process;

    private Nginx(DirectoryInfo folder, Process process, string url)
    {
        (_folder, _process, Url) = (folder, process, url);
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(url) };
    }

    /// <summary>The reason why nginx cannot run here, or null.</summary>
    public static string? Missing => s_program is null ? "nginx is not installed." : null;

    public string Url { get; }

    public HttpClient Client { get; }

    /// <summary>Starts nginx and waits until it responds.</summary>
    /// <param name="location">The content of <c>location / { }</c>.</param>
    /// <param name="http">Additional content of <c>http { }</c>.</param>
    public static async Task<Nginx> StartAsync(string location, string http = "")
    {
        var folder = Directory.CreateTempSubdirectory("convlog-nginx-");
        int port = LoopbackPort.Free();
        string temporary = string.Join('\n',
            new[] { "client_body", "proxy", "fastcgi", "uwsgi", "scgi" }.Select(name => $"    {name}_temp_path {folder.FullName}/{name};"));
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "nginx.conf"),
            $$"""
            daemon off;
            master_process off;
            pid {{folder.FullName}}/pid;
            error_log {{folder.FullName}}/error.log;
            events { }
            http {
                access_log off;
                {{http}}
            {{temporary}}
                server {
                    listen 127.0.0.1:{{port}};
                    location / {
                        {{location}}
                    }
                }
            }
            """);
        var process = Process.Start(
            new ProcessStartInfo(s_program!,
            ["-p", folder.FullName, "-e", Path.Combine(folder.FullName, "start.log"), "-c", Path.Combine(folder.FullName, "nginx.conf")]))!;
        var nginx = new Nginx(folder, process, $"http://127.0.0.1:{port}");
        await nginx.WaitAsync(port);
        return nginx;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task WaitAsync(int port)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System))
        {
            using var tried = new TcpClient();
            try
            {
                await tried.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException) when (!_process.HasExited && waited.Elapsed < TimeSpan.FromSeconds(20))
            {
                // It has not started yet.
            }
        }
    }
}
