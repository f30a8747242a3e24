// With a second argument, this is a program that only logs and exits (Leaving) or that unloads a plug-in (PlugIn). Otherwise it is a host with four workers,
// whose argument is the database file. It prints one line for each event: "ready" once all workers run, "acknowledged" and the ID of a stored conversation,
// "stopping", and finally the counts of logged, stored, dropped and pending entries.
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
return 7; // An exit code of the host.
