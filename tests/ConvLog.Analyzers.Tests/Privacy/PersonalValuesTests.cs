using System.Text.RegularExpressions;
using ConvLog.Tests.Shared;

namespace ConvLog.Analyzers.Tests.Privacy;

/// <summary>Measures the accuracy of CL0001 on labelled calls. docs/rules/accuracy.md has the figures.</summary>
public partial class PersonalValuesTests
{
    private const string Types = """
        public class Person { public int Id { get; set; } public string HomePhone { get; set; } = ""; public string WorkEmail { get; set; } = ""; }
        public class Customer
        {
            public int Id { get; set; } public string Name { get; set; } = ""; public string FirstName { get; set; } = ""; public string LastName { get; set; } = "";
            public string Email { get; set; } = ""; public string UserName { get; set; } = ""; public string Address { get; set; } = "";
            public DateTime BirthDate { get; set; }
        }
        public class Restaurant { public string Name { get; set; } = ""; public string Phone { get; set; } = ""; }
        public class CallSession { public int Id { get; set; } public System.Net.IPAddress? RemoteEndPoint { get; set; } }
        public class Connection { public System.Net.IPAddress? RemoteIpAddress { get; set; } }
        public class Interface { public System.Net.IPAddress Address { get; set; } = System.Net.IPAddress.Loopback; }
        public class MenuFile { public string Name { get; set; } = ""; public string FullName { get; set; } = ""; }
        public class UserFolder { public string Name { get; set; } = ""; public int Items { get; set; } }
        public class Node { public string Name { get; set; } = ""; }
        public class GuestDto { public string Name { get; set; } = ""; }
        public class IntegrationEvent { public int Id { get; set; } }
        public class BookingPlaced : IntegrationEvent { public string GuestName { get; set; } = ""; }
        public class BookingPaid : IntegrationEvent { public decimal Amount { get; set; } }
        public record BookTable(int Seats, string Time, string CardNumber);
        private static readonly CallSession session = new();
        private static readonly Connection http = new();
        private static readonly List<Interface> interfaces = [];
        private static readonly System.Net.IPAddress listenAddress = System.Net.IPAddress.Any, sourceAddress = listenAddress, ipToCheck = listenAddress, deviceAddress = listenAddress;
        private static readonly System.Security.Claims.ClaimsPrincipal principal = new();
        private static readonly MenuFile menuFile = new();
        private static readonly UserFolder userFolder = new();
        private static readonly Node node = new();
        private static readonly GuestDto guestDto = new();
        private static readonly Customer performer = new();
        private static readonly IntegrationEvent integrationEvent = new();
        private static readonly BookingPlaced placed = new();
        private static readonly BookingPaid paid = new();
        private static readonly BookTable bookTable = new(2, "19:30", "");
        private static readonly string[] codes = [];
        private static readonly Customer customer = new(), guest = new(), user = new(), patient = new(), booking = new();
        private static readonly Person person = new();
        private static readonly Restaurant restaurant = new();
        private static readonly List<string> emails = [], addresses = [];
        private static readonly List<Customer> people = [];
        private static readonly int seats = 2, attempts = 1, count = 3;
        private static readonly bool isNew, hasEmail, valid, sent, known, isMember, verified, expired, taken, isOpen, confirmed, refused, asked, requested, delivered, given;
        private static readonly Exception e = new();
        private static string Describe(string text) => $"<{text}>";
        private static string Mask(string text) => "***";
        private static string MaskAccountNumber(string text) => "***";
        private static string Redact(string text) => "***";
        private static string Hash(string text) => "0";
        private static bool IsValid(string text) => true;
        private static string NormalizePhone(string text) => text;
        """;

    private const string Extensions = """
        public static class Principals { public static string GetUserName(this System.Security.Claims.ClaimsPrincipal principal) => principal.Identity!.Name!; }
        """;

    [Theory]
    [InlineData("Agents", 215, 24, 20, 0)]
    [InlineData("Domains", 248, 93, 93, 0)]
    [InlineData("Applications", 60, 29, 27, 2)]
    public async Task The_figures_of_the_page_are_those_of_the_labelled_calls(string set, int calls, int personal, int found, int wrong)
    {
        string folder = Path.Combine(Checkout.Root, "tests", "ConvLog.Analyzers.Tests", "Accuracy");
        string[] lines = await File.ReadAllLinesAsync(Path.Combine(folder, set + ".cs.txt"));
        var reported = await ReportedAsync(lines);

        int[] labelled = [.. Enumerable.Range(0, lines.Length).Where(line => lines[line].EndsWith("// personal", StringComparison.Ordinal))];
        string[] missed = [.. labelled.Except(reported).Select(line => lines[line])];
        string[] mistaken = [.. reported.Except(labelled).Select(line => lines[line])];

        (lines.Length, labelled.Length, labelled.Length - missed.Length, mistaken.Length).Should().Be((calls, personal, found, wrong),
            "missed:\n{0}\nmistaken:\n{1}", string.Join('\n', missed), string.Join('\n', mistaken));
        string page = await File.ReadAllTextAsync(Path.Combine(Checkout.Root, "docs", "rules", "accuracy.md"));
        page.Should().Contain($"| {calls} | {personal} | {found} | {wrong} |");
    }

    // Names that the calls use and no code declares become strings.
    private static async Task<HashSet<int>> ReportedAsync(string[] lines)
    {
        string Code(IEnumerable<string> texts) => string.Join('\n', lines)
            + $"\n}}\n{string.Concat(texts.Select(static name => $"private static readonly string {name} = \"\";\n"))}}}";
        string head = $"{CheckedCode.Usings}\n{Extensions}\npublic class Accuracy {{\n{Types}\npublic void Run(Conversation conv) {{\n";
        var undeclared = CheckedCode.Compile(head + Code([])).GetDiagnostics().Where(static error => error.Id is "CS0103")
            .Select(static error => Quoted().Match(error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)).Value)
            .Distinct(StringComparer.Ordinal).ToList();
        int first = head.Count(static c => c == '\n');
        return [.. (await CheckedCode.FindAsync(head + Code(undeclared))).Where(static found => found.Id is "CL0001")
            .Select(found => found.Location.GetLineSpan().StartLinePosition.Line - first)];
    }

    [GeneratedRegex("(?<=')[^']+(?=')", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Quoted();
}
