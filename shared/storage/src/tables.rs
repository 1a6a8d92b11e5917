use crate::error::MissingSetting;

/// A kind of table. Which function may do what with which is in `ARCHITECTURE.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Table {
    /// Answers: the letterbox.
    Responses,
    /// Redacted open texts.
    Texts,
    /// Releases: the notice board.
    Releases,
    /// A campaign's secrets and exact counts.
    Secrets,
    /// Advisers' keys, as hashes.
    Advisers,
    /// The keys that sign advisers' sessions.
    Sessions,
    /// Sealed contact details, and who has a place.
    Contacts,
}

impl Table {
    /// All kinds.
    pub const ALL: [Table; 7] = [
        Table::Responses,
        Table::Texts,
        Table::Releases,
        Table::Secrets,
        Table::Advisers,
        Table::Sessions,
        Table::Contacts,
    ];

    /// The environment variable that names the table to a function.
    pub fn setting(self) -> &'static str {
        match self {
            Table::Responses => "DAGPEIL_TABLE_RESPONSES",
            Table::Texts => "DAGPEIL_TABLE_TEXTS",
            Table::Releases => "DAGPEIL_TABLE_RELEASES",
            Table::Secrets => "DAGPEIL_TABLE_SECRETS",
            Table::Advisers => "DAGPEIL_TABLE_ADVISERS",
            Table::Sessions => "DAGPEIL_TABLE_SESSIONS",
            Table::Contacts => "DAGPEIL_TABLE_CONTACTS",
        }
    }

    /// The table's name from the environment. A function is told only the names of tables it may use.
    ///
    /// # Errors
    /// When the variable is not set, or empty.
    pub fn from_environment(self) -> Result<String, MissingSetting> {
        crate::client::setting(self.setting())
    }
}

/// The names of all tables, for those who run everything: the local runner, the operator's tool and tests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tables {
    /// Answers.
    pub responses: String,
    /// Redacted open texts.
    pub texts: String,
    /// Releases.
    pub releases: String,
    /// A campaign's secrets.
    pub secrets: String,
    /// Advisers' keys.
    pub advisers: String,
    /// The keys of advisers' sessions.
    pub sessions: String,
    /// Sealed contact details.
    pub contacts: String,
}

impl Tables {
    /// `<prefix>-responses` and so on, the names the deployment template gives.
    pub fn named(prefix: &str) -> Self {
        let name = |kind: &str| format!("{prefix}-{kind}");
        Tables {
            responses: name("responses"),
            texts: name("texts"),
            releases: name("releases"),
            secrets: name("secrets"),
            advisers: name("advisers"),
            sessions: name("sessions"),
            contacts: name("contacts"),
        }
    }

    /// The name of one.
    pub fn name(&self, table: Table) -> &str {
        match table {
            Table::Responses => &self.responses,
            Table::Texts => &self.texts,
            Table::Releases => &self.releases,
            Table::Secrets => &self.secrets,
            Table::Advisers => &self.advisers,
            Table::Sessions => &self.sessions,
            Table::Contacts => &self.contacts,
        }
    }
}
