namespace ConvLog.Analyzers.Tests.Checks;

public class PersonalDataCheckTests
{
    [Fact]
    public Task Personal_data_is_recognized_by_names_of_keys_variables_members_and_methods() => CheckedCode.HoldsAsync("""
        public record Guest(string Name, string Email, int Id, int Seats);
        private string GetEmailAsync() => throw new NotImplementedException();
        private string Lookup(int id) => throw new NotImplementedException();
        public void Run(Conversation conv, Guest guest, string email, string userPhone, string value, string callerName, int guest_count, Dictionary<string, string> dto)
        {
            conv.Log.Info("Guest found", ("email", email)); // CL0001
            conv.Log.Info("Guest found", ("contact", email)); // CL0001
            conv.Log.Info("Guest found", ("phone", value)); // CL0001
            conv.Log.Info("Guest found", ("e", guest.Email)); // CL0001
            conv.Log.Info("Guest found", ("n", guest.Name)); // CL0001
            conv.Log.Info("Guest found", ("who", callerName)); // CL0001
            conv.Log.Warning("Guest found", ("number", userPhone)); // CL0001
            conv.Log.Error("Guest found", LogField.Of("x", guest.Email)); // CL0001
            conv.Log.Info("Guest found", new { guest.Email }); // CL0001
            conv.Log.Info("Guest found", new { guest.Id, guest.Seats });
            conv.Log.Info("Guest found", ("e", GetEmailAsync())); // CL0001
            conv.Log.Info("Guest found", ("name", Lookup(guest.Id)));
            conv.Log.Info("Guest found", ("raw", dto["customer_phone"])); // CL0001
            conv.Log.Info("Guest found", new Dictionary<string, object?> { ["email"] = value }); // CL0001
            conv.Log.Info("Guest found", ("seats", guest.Seats), ("guests", guest_count));
            conv.Log.Write(EntryLevel.Info, "Guest found", ("email", email)); // CL0001
            conv.LogApiResponse("GET", "https://example.com", 200, TimeSpan.Zero, fields: ("email", email)); // CL0001
            conv.Log.Info("Guest found", ("guest", guest)); // CL0001
            conv.Log.Info("Guest found", guest); // CL0001
            conv.Log.Info("Guest found", ("guests", new List<Guest> { guest })); // CL0001
        }
        """, "CL0001");

    [Fact]
    public Task Data_already_marked_personal_is_not_reported() => CheckedCode.HoldsAsync("""
        public void Run(Conversation conv, string email, bool isPii)
        {
            conv.Log.Info("Guest found", ("email", email), isPii: true);
            conv.Log.Info("Guest found", true, ("email", email));
            conv.Log.Info("Guest found", ("email", email), isPii: isPii);
            conv.Log.Info("Guest found", LogField.Pii("email", email, shown: "a***"));
            conv.Log.Info("Guest found", LogField.Pii("email", email), ("address", email)); // CL0001
            conv.Log.Info("Guest found", ("email", email), isPii: false); // CL0001
        }
        """);

    [Fact]
    public Task Facts_about_personal_data_are_not_personal() => CheckedCode.HoldsAsync("""
        public enum EmailKind { Private, Work }
        public void Run(Conversation conv, string email, string phone, bool hasEmail, int emailCount, EmailKind email_kind, List<string> emails, string emailStatus, string maskedEmail)
        {
            conv.Log.Info("Checked", ("email", hasEmail));
            conv.Log.Info("Checked", ("email_valid", email.Contains('@')));
            conv.Log.Info("Checked", ("email_length", email.Length));
            conv.Log.Info("Checked", ("emails", emails.Count), ("sent", emailCount));
            conv.Log.Info("Checked", ("kind", email_kind), ("status", emailStatus), ("email", maskedEmail));
            conv.Log.Info("Checked", ("email_domain", email.Split('@')[1]));
            conv.Log.Info("Checked", ("phone_last4", phone.Substring(phone.Length - 4)));
            conv.Log.Info("Checked", ("email", email is null ? "missing" : "present"));
            conv.Log.Info("Checked", ("email", string.IsNullOrEmpty(email)));
            conv.Log.Info("Checked", ("email", "given"), ("phone", (string?)null));
            conv.Log.Info("Checked", ("missing_fields", new[] { nameof(email), "phone" }));
            conv.Log.Info("Checked", ("email_hash", email.GetHashCode()));
            conv.Log.Info("Email sent", ("email_template", "welcome"), ("has_phone", true));
            conv.Log.Info("Checked", ("server_address", "x"), ("ms", 12.5));
        }
        """);

    [Fact]
    public Task Business_contact_data_is_not_personal() => CheckedCode.HoldsAsync("""
        public record Restaurant(string Name, string Phone, string Address);
        public void Run(Conversation conv, Restaurant restaurant, string branchPhone, string storeAddress)
        {
            conv.Log.Info("Found", ("restaurant", restaurant.Name), ("phone", restaurant.Phone), ("address", restaurant.Address));
            conv.Log.Info("Found", ("number", branchPhone), ("store_address", storeAddress), ("r", restaurant));
        }
        """);

    [Fact]
    public Task Personal_values_are_tracked_through_locals_texts_and_calls() => CheckedCode.HoldsAsync("""
        public void Run(Conversation conv, string email, string? phone, string first, bool isKnown)
        {
            var contact = email;
            var text = $"<{email}>";
            var upper = contact.Trim().ToUpperInvariant();
            var masked = Mask(email);
            var either = phone ?? email;
            var address = "none";
            LogField field = ("contact", email); // CL0001
            conv.Log.Info("Seen", ("c", contact)); // CL0001
            conv.Log.Info("Seen", ("c", text)); // CL0001
            conv.Log.Info("Seen", ("c", upper)); // CL0001
            conv.Log.Info("Seen", ("c", masked));
            conv.Log.Info("Seen", ("email", masked));
            conv.Log.Info("Seen", ("c", either)); // CL0001
            conv.Log.Info("Seen", ("c", isKnown ? email : "none")); // CL0001
            conv.Log.Info("Seen", ("c", phone?.Trim())); // CL0001
            conv.Log.Info("Seen", ("c", string.Join(",", new[] { email }))); // CL0001
            conv.Log.Info("Seen", ("c", "Mail: " + email)); // CL0001
            conv.Log.Info("Seen", ("c", new[] { email, "x" })); // CL0001
            conv.Log.Info("Seen", ("c", address));
            conv.Log.Info("Seen", field);
            conv.Log.Info($"Mail to {email}"); // CL0001 CL0002
            conv.Log.Info("Mail to " + email); // CL0001 CL0002
            conv.Log.Info(string.Format("Mail to {0}", email)); // CL0001 CL0002
        }
        private static string Mask(string value) => value.Substring(0, 1) + "***";
        """);

    [Fact]
    public Task Helper_methods_of_the_project_are_analyzed() => CheckedCode.HoldsAsync("""
        public class Customer { public string Email { get; set; } = ""; public int Id { get; set; } }
        private static string Describe(Customer customer) => $"{customer.Id} {customer.Email}";
        private static string Number(Customer customer) { return customer.Id.ToString(); }
        private static string Same(string value) => value;
        private static int Size(string value) => value.Length;
        public void Run(Conversation conv, Customer customer, string phone, string slot)
        {
            conv.Log.Info("Seen", ("c", Describe(customer))); // CL0001
            conv.Log.Info("Seen", ("c", Number(customer)));
            conv.Log.Info("Seen", ("c", Same(phone))); // CL0001
            conv.Log.Info("Seen", ("c", Same(slot)));
            conv.Log.Info("Seen", ("c", Size(phone)));
            conv.Log.Info("Seen", ("c", Local(phone))); // CL0001
            string Local(string value) => value + "!";
        }
        """, "CL0001");

    [Fact]
    public Task Every_value_assigned_to_a_local_counts() => CheckedCode.HoldsAsync("""
        public void Run(Conversation conv, string email, int kind, Dictionary<int, string> texts)
        {
            string text = "none";
            switch (kind) { case 1: text = "Mail to " + email; break; case 2: text = "Other"; break; }
            string joined = "";
            foreach (var slot in new[] { 1, 2 }) { joined = joined + slot; }
            string sum = "";
            sum += email;
            texts.TryGetValue(1, out string? phone);
            conv.Log.Info("Seen", ("c", text)); // CL0001
            conv.Log.Info("Seen", ("c", joined));
            conv.Log.Info("Seen", ("c", sum)); // CL0001
            conv.Log.Info("Seen", ("c", phone)); // CL0001
        }
        """, "CL0001");

    [Fact]
    public Task The_members_selected_from_objects_decide_and_not_the_objects() => CheckedCode.HoldsAsync("""
        public class Guest { public int Id { get; set; } public string Email { get; set; } = ""; }
        public void Run(Conversation conv, List<Guest> guests)
        {
            var ids = guests.Where(guest => guest.Email == "").Select(guest => guest.Id).ToList();
            var guestsWithoutEmail = ids.Count;
            conv.Log.Info("Seen", ("ids", ids), ("all", string.Join(",", guests.Select(guest => guest.Id))));
            conv.Log.Info("Seen", ("c", guests.Select(guest => guest.Email).ToList())); // CL0001
            conv.Log.Info("Seen", ("c", guests.Where(guest => guest.Id > 2).ToList())); // CL0001
        }
        """, "CL0001");

    [Fact]
    public Task Names_of_things_are_not_personal() => CheckedCode.HoldsAsync("""
        public class FileEntry { public string FullName { get; set; } = ""; }
        public class UserFolder { public string Name { get; set; } = ""; public int Items { get; set; } }
        public class GuestDto { public string Name { get; set; } = ""; }
        private static string Caller([System.Runtime.CompilerServices.CallerMemberName] string callerMemberName = "") => callerMemberName;
        public void Run(Conversation conv, FileEntry entry, UserFolder folder, GuestDto dto, string fullName, [System.Runtime.CompilerServices.CallerMemberName] string callerMemberName = "")
        {
            conv.Log.Info("Seen", ("path", entry.FullName), ("entry", entry), ("folder", folder), ("name", folder.Name));
            conv.Log.Info("Seen", ("path", fullName), ("type", typeof(int).FullName), ("in", callerMemberName), ("user_table_name", "x"));
            conv.Log.Info("Seen", ("who", fullName)); // CL0001
            conv.Log.Info("Seen", ("who", dto.Name)); // CL0001
            conv.Log.Info("Seen", ("dto", dto)); // CL0001
        }
        """, "CL0001");

    [Fact]
    public Task Attributes_mark_personal_data_that_names_do_not_reveal() => CheckedCode.HoldsAsync("""
        [AttributeUsage(AttributeTargets.All)] public class PersonalDataAttribute : Attribute;
        public class ProtectedPersonalDataAttribute : PersonalDataAttribute;
        [AttributeUsage(AttributeTargets.All)] public class OursAttribute : Attribute;
        public class Order { [PersonalData] public string Wish { get; set; } = ""; [ProtectedPersonalData] public string Allergy { get; set; } = ""; [Ours] public string Other { get; set; } = ""; public int Seats { get; set; } }
        [PersonalData] public class Profile { public int Age { get; set; } }
        public class Plain { public int Seats { get; set; } }
        public void Run(Conversation conv, Order order, Profile profile, Plain plain, [PersonalData] string wish)
        {
            conv.Log.Info("Seen", ("a", order.Wish)); // CL0001
            conv.Log.Info("Seen", ("a", order.Allergy)); // CL0001
            conv.Log.Info("Seen", ("a", order.Other)); // CL0001
            conv.Log.Info("Seen", ("a", order.Seats));
            conv.Log.Info("Seen", ("a", order)); // CL0001
            conv.Log.Info("Seen", ("a", profile)); // CL0001
            conv.Log.Info("Seen", ("a", plain));
            conv.Log.Info("Seen", ("a", wish)); // CL0001
        }
        """, settings: "convlog.personal_attributes = Ours");

    [Fact]
    public Task An_editorconfig_adds_and_removes_names() => CheckedCode.HoldsAsync("""
        public void Run(Conversation conv, string loyaltyNumber, string hotelGuestEmail, string robotEmail)
        {
            conv.Log.Info("Seen", ("n", loyaltyNumber)); // CL0001
            conv.Log.Info("Seen", ("loyalty_number", "x" + loyaltyNumber)); // CL0001
            conv.Log.Info("Seen", ("n", robotEmail));
        }
        """, settings: "convlog.personal_names = loyalty_number, tattoo\nconvlog.not_personal_names = robot_email");
}
