// With a second argument, a program that only logs and leaves (Leaving), or that unloads a plug-in (PlugIn). Else a host with four workers, told the file of
// its store. It says what it does, a line each: "ready" once all are at work, "acknowledged" and the ID of a conversation that is stored, "stopping", and last
// what became of the entries: those that it logged, and of them the stored, dropped and pending.
using System.Globalization;
using ConvLog;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WorkerHost;

if (args is [var file, "plug-in"])
{
    await PlugIn.LoadAsync(file);
    return 7;
}

if (args.Length > 1)
{
    return await Leaving.RunAsync(args[0], args[1]);
}

var given = new InMemorySink();
var builder = Host.CreateApplicationBuilder();
builder.Logging.ClearProviders();
builder.Services.Configure<HostOptions>(static options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(500));
builder.Services.AddConvLog(options => options.UseSqlite(args[0]).Sinks.Add(given));
builder.Services.AddSingleton<Report>();
builder.Services.AddHostedService<Stubborn>().AddHostedService<Busy>().AddHostedService<Obedient>().AddHostedService<Patient>(); // The first is stopped last.
var host = builder.Build();
var report = host.Services.GetRequiredService<Report>();
var sink = host.Services.GetRequiredService<StoreSink>();
host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(() => report.Say("stopping"));
await host.RunAsync();

var counts = await sink.FlushAsync(new CancellationToken(canceled: true));
report.Say(string.Create(CultureInfo.InvariantCulture, $"ended {given.Entries.Count} {counts.Stored} {counts.Dropped} {counts.Pending}"));
return 7; // The host's own.
