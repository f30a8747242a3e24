namespace ConvLog.Tests.Entries;

/// <summary>Arguments and results in the notation of a log call.</summary>
public class NamedFieldsTests
{
    [Fact]
    public void Arguments_given_as_fields_tuples_or_pairs_keep_their_names()
    {
        Arguments(("city", "Rome")).Should().Equal("city=Rome");
        Arguments((("city", "Rome"), ("guests", 2))).Should().Equal("city=Rome", "guests=2");
        Arguments(new[] { ("a", 1), ("b", 2) }).Should().Equal("a=1", "b=2");
        Arguments(LogField.Of("big", 5UL)).Should().Equal("big=5");
        Arguments(new List<LogField> { ("a", 1), LogField.Pii("b", "x") }).Should().Equal("a=1", "b=[redacted]");
        Arguments(KeyValuePair.Create("a", (object?)1)).Should().Equal("a=1");
        Arguments(KeyValuePair.Create("a", "x")).Should().Equal("a=x");
        Arguments(new[] { KeyValuePair.Create("a", 1), KeyValuePair.Create("b", 2) }).Should().Equal("a=1", "b=2");
    }

    [Fact]
    public void A_tuple_item_that_cannot_be_a_name_remains_a_value()
    {
        Arguments(("jane@example.com", 41)).Should().Equal("_=[\"jane@example.com\",41]");
        Arguments(("+34 910 555 017", "x")).Should().Equal("_=[\"+34 910 555 017\",\"x\"]");
        Arguments(("", 1)).Should().Equal("_=[\"\",1]");
        Arguments((1, "a")).Should().Equal("_=[1,\"a\"]");
        Arguments(("a", 1, 2)).Should().Equal("_=[\"a\",1,2]");
        Arguments(new[] { ("Rome", 21), ("Rome", 22) }).Should().Equal("_=[[\"Rome\",21],[\"Rome\",22]]");
        Arguments(new object[] { ("a", 1), 2 }).Should().Equal("_=[[\"a\",1],2]");
        Arguments(Array.Empty<(string, int)>()).Should().Equal("_=[]");
    }

    [Fact]
    public void A_result_keeps_its_names_inside_its_value()
    {
        Result(("status", 409)).ToString().Should().Be("result={\"status\":409}");
        Result((("id", 5), ("name", "x"))).ToString().Should().Be("result={\"id\":5,\"name\":\"x\"}");
        Result(LogField.Of("id", 5UL)).ToString().Should().Be("result={\"id\":5}");
        Result(KeyValuePair.Create("id", 5)).ToString().Should().Be("result={\"id\":5}");
        Result(("Rome", 21, 3)).ToString().Should().Be("result=[\"Rome\",21,3]");
        Result(42).ToString().Should().Be("result=42");
    }

    [Fact]
    public void A_result_given_as_a_personal_field_is_personal_and_keeps_its_mask()
    {
        var result = Result(LogField.Pii("email", "jane@example.com", shown: "j***@example.com"));
        (result.IsPii, result.Shown).Should().Be((true, "j***@example.com"));
        result.Value!.ToString().Should().Be("{\"email\":\"jane@example.com\"}");
        Result(LogField.Pii("email", "jane@example.com")).IsPii.Should().BeTrue();
        Result((("id", 5), LogField.Pii("email", "jane@example.com"))).IsPii.Should().BeTrue("one of them is personal");
    }

    [Fact]
    public void A_throwing_collection_is_lost_alone()
    {
        using var session = new Session();
        using var call = session.Conversation.BeginFunction("f", arguments: new Torn());
        call.Complete(new Torn());

        call.Arguments.ToString().Should().Contain("unreadable");
        call.Result!.Value.ToString().Should().Contain("unreadable");
    }

    private static string[] Arguments(object arguments)
    {
        using var session = new Session();
        using var call = session.Conversation.BeginFunction("f", arguments: arguments);
        return [.. call.Arguments.Select(static field => field.ToString())];
    }

    private static LogField Result(object result)
    {
        using var session = new Session();
        using var call = session.Conversation.BeginFunction("f");
        call.Complete(result);
        return call.Result!.Value;
    }

    private sealed class Torn : List<int>, System.Collections.ICollection
    {
        int System.Collections.ICollection.Count => throw new InvalidOperationException("Jane Doe");
    }
}
